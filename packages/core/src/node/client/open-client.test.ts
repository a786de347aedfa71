import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';

const scene = clientUnderTest();
const { client, requestsOf } = scene;

describe('the bucket', () => {
  it('is listed by folders, or all of it', async () => {
    for (const key of ['list/a', 'list/b/1', 'list/b/2', 'list/c/d/1'])
      await client().put(new Uint8Array(3), { key });
    const keys = async (recursive: boolean) => {
      const found: string[] = [];
      for await (const { type, key } of client().list('list/', { recursive })) found.push(`${type} ${key}`);
      return found.sort();
    };
    expect(await keys(false)).toEqual(['folder list/b/', 'folder list/c/', 'object list/a']);
    expect(await keys(true)).toEqual(['a', 'b/1', 'b/2', 'c/d/1'].map((key) => `object list/${key}`));
  });

  it('loses what is deleted, one or many, there or not', async () => {
    for (const key of ['rm/1', 'rm/2', 'rm/3']) await client().put(new Uint8Array(3), { key });
    await client().delete('rm/1');
    await client().delete(['rm/2', 'rm/none']);
    expect([await client().stat('rm/1'), await client().stat('rm/2')]).toEqual([undefined, undefined]);
    expect(await client().stat('rm/3')).toBeDefined();
  });

  it('is open by keys that others have chosen, for all but storing under them', async () => {
    for (const key of ['odd//two', '/odd', 'odd/', 'od\\d']) {
      await client().put(new TextEncoder().encode('hi'), { key: 'odd/plain' });
      const plain = await scene.server.storage.readObject('files', 'odd/plain');
      if (plain === undefined) throw new Error(key);
      await scene.server.storage.saveObject('files', { ...plain, record: { ...plain.record, key } });
      expect((await client().stat(key))?.lastModified?.getTime()).toBeLessThanOrEqual(Date.now());
      expect(new TextDecoder().decode(await client().read(key))).toBe('hi');
      const { url } = await client().share(key);
      expect(await (await fetch(url)).text()).toBe('hi');
      await client().copy(key, 'odd/copy');
      await client().get(key, { into: join(scene.folder, 'odd-file') });
      expect((await rejectionOf(client().copy('odd/copy', key))).code).toBe('store/invalid-key');
      await client().delete(key);
      expect(await client().stat(key)).toBeUndefined();
    }
    expect((await rejectionOf(client().share('a/../b'))).code).toBe('store/unusable-key');
  });

  it('is read as a stream, or some of it', async () => {
    const bytes = randomBytes(3_000_000);
    await client().put(bytes, { key: 'streamed' });
    const read = async (range = {}) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of client().stream('streamed', range)) pieces.push(piece);
      return Buffer.concat(pieces);
    };
    expect((await read()).equals(bytes)).toBe(true);
    expect((await read({ start: 10, end: 2_000_000 })).equals(bytes.subarray(10, 2_000_000))).toBe(true);
    expect((await read({ start: 2_999_999, end: 9_000_000 })).equals(bytes.subarray(2_999_999))).toBe(true);
    expect(await read({ start: 3_000_000 })).toHaveLength(0);
    const none = client().stream('none')[Symbol.asyncIterator]();
    expect((await rejectionOf(none.next())).code).toBe('store/no-such-key');
  });

  it('is told of when it is not there, whatever was asked for', async () => {
    const none = client({ bucket: 'nowhere' });
    const calls = [none.stat('a'), none.get('a', { into: 'a' }), none.share('a'), none.copy('a', 'b')];
    for (const { code } of await Promise.all(calls.map(rejectionOf)))
      expect(code).toBe('store/no-such-bucket');
    const stream = async () => {
      for await (const piece of none.stream('a')) expect(piece).toBeUndefined();
    };
    expect((await rejectionOf(stream())).code).toBe('store/no-such-bucket');
  });

  it('is asked about once by who finds no object', async () => {
    const one = client();
    const asked = await requestsOf(async () => {
      expect(await one.stat('none')).toBeUndefined();
      expect(await one.stat('none')).toBeUndefined();
    });
    expect(asked).toEqual(['HEAD ', 'GET ', 'HEAD ']);
  });

  it('gives out a plain link when anyone may read, and else one that lasts a while', async () => {
    const open = client({ bucket: 'open' });
    for (const one of [open, client()]) await one.put(new TextEncoder().encode('hi'), { key: 'share/a b' });
    expect(await open.share('share/a b')).toEqual({
      url: `${scene.server.endpoint}/open/share/a%20b`,
      expiresAt: undefined,
    });
    const link = await client().share('share/a b', { seconds: 60 });
    expect(await (await fetch(link.url)).text()).toBe('hi');
    expect(link.expiresAt?.getTime()).toBeGreaterThan(Date.now());
    expect((await rejectionOf(client().share('share/none'))).code).toBe('store/no-such-key');
  });

  it('takes an address that answers everything with a page for none that anyone may read', async () => {
    await client().put(new TextEncoder().encode('hi'), { key: 'share/page' });
    scene.server.intercept(({ headers }) =>
      headers['authorization'] === undefined
        ? { kind: 'respond', status: 200, body: '<p>Log in' }
        : undefined,
    );
    expect((await client().share('share/page')).expiresAt).toBeDefined();
  });
});
