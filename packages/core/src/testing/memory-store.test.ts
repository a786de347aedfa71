import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import { objectKey } from './odd-keys.ts';

const key = objectKey('a b/図.png');
const body = new Uint8Array([1, 2, 3]);
const put = { key, body, contentType: 'image/png' };

describe('the in-memory store behaves as the object store contract says', () => {
  test('an object comes back with its bytes, size and headers', async () => {
    const store = createMemoryStore();
    const { etag } = await store.put({ ...put, cacheControl: 'no-cache', contentDisposition: 'inline' });
    expect(await store.head(key)).toEqual({
      ...{ size: 3, etag, contentType: 'image/png', cacheControl: 'no-cache', contentDisposition: 'inline' },
    });
    expect(etag?.toLowerCase()).toBe(createHash('md5').update(body).digest('hex'));
    expect(await store.get(key)).toEqual(body);
  });

  test('what it was given is copied, and what it gives too', async () => {
    const store = createMemoryStore();
    const given = Uint8Array.from(body);
    await store.put({ ...put, body: given });
    given[0] = 9;
    (await store.get(key))[1] = 9;
    expect(await store.get(key)).toEqual(body);
  });

  test('a second put replaces the first, unless it asked not to', async () => {
    const store = createMemoryStore();
    await store.put(put);
    const other = new Uint8Array([4]);
    await expect(store.put({ ...put, body: other, noOverwrite: true })).rejects.toMatchObject({
      code: 'store/precondition-failed',
    });
    await store.put({ ...put, body: other });
    expect(await store.get(key)).toEqual(other);
  });

  test('a store without conditional puts replaces all the same', async () => {
    const store = createMemoryStore({ conditionalPuts: false });
    await store.put(put);
    await store.put({ ...put, body: new Uint8Array([4]), noOverwrite: true });
    expect(await store.get(key)).toEqual(new Uint8Array([4]));
  });

  test('what is not there has no head, no bytes, and may be deleted', async () => {
    const store = createMemoryStore();
    expect(await store.head(key)).toBeUndefined();
    await expect(store.get(key)).rejects.toMatchObject({ code: 'store/no-such-key', facts: { key } });
    await expect(store.delete(key)).resolves.toBeUndefined();
  });

  test('an aborted call does nothing', async () => {
    const store = createMemoryStore();
    const aborted = { signal: AbortSignal.abort() };
    for (const attempt of [store.put(put, aborted), store.head(key, aborted), store.get(key, aborted)])
      await expect(attempt).rejects.toMatchObject({ code: 'cancelled', facts: { outcome: 'not-sent' } });
    expect(store.calls).toEqual([]);
  });

  test('anyone reads an object at its public URL', async () => {
    const store = createMemoryStore();
    await store.put(put);
    expect(store.publicUrl(key)).toBe('https://images.test/a%20b/%E5%9B%B3.png');
    expect(store.read(store.publicUrl(key))).toEqual(body);
  });
});
