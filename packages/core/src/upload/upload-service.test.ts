import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { ProgressEvent } from '../progress.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { pngOf, pngSource, storedOf, uploadUnderTest } from '../testing/upload-under-test.ts';

const sha256Of = (text: string) => createHash('sha256').update(pngOf(text)).digest('hex');

describe('a new image', () => {
  test('is looked for, put, and answered with all there is to know', async () => {
    const { service, store } = uploadUnderTest();
    expect(storedOf(await service.upload(pngSource('one', 'My cat.png')))).toEqual({
      url: 'https://images.test/My-cat.png',
      key: 'My-cat.png',
      sha256: sha256Of('one'),
      bytes: pngOf('one').length,
      contentType: 'image/png',
      reused: false,
    });
    expect(store.calls).toEqual(['head My-cat.png', 'put My-cat.png']);
  });

  test('is put with its hash, its headers, and the wish not to overwrite', async () => {
    const headers = { cacheControl: 'no-cache', contentDisposition: 'inline', acl: 'public-read' };
    const { service, store } = uploadUnderTest({ settings: headers });
    await service.upload(pngSource('one'));
    const { body, ...request } = store.objects.get('cat.png')?.request ?? { body: new Uint8Array() };
    expect(body).toEqual(pngOf('one'));
    expect(request).toEqual({
      key: 'cat.png',
      contentType: 'image/png',
      sha256: sha256Of('one'),
      noOverwrite: true,
      ...headers,
    });
  });

  test('settings left empty send no header', async () => {
    const { service, store } = uploadUnderTest();
    await service.upload(pngSource('one'));
    const request = store.objects.get('cat.png')?.request ?? {};
    for (const header of ['cacheControl', 'contentDisposition', 'acl'])
      expect(request).not.toHaveProperty(header);
  });

  test('is remembered with what tells the same upload again', async () => {
    const { service, ledger } = uploadUnderTest({ template: '{year}/{name}.{ext}' });
    await service.upload(pngSource('one'));
    expect(ledger.entries).toEqual([
      {
        type: 'stored',
        sha256: sha256Of('one'),
        size: pngOf('one').length,
        key: '2026/cat.png',
        url: 'https://images.test/2026/cat.png',
        profile: 'blog',
        store: 'memory',
        contentType: 'image/png',
        name: 'cat.png',
        pattern: '{year}/cat.png',
        storedAt: '2026-08-02T05:06:07.089Z',
      },
    ]);
  });

  test('tells what is going on', async () => {
    const events: ProgressEvent[] = [];
    const { service } = uploadUnderTest();
    await service.upload(pngSource('one'), { onProgress: (event) => events.push(event) });
    const stages = events.flatMap((event) => (event.type === 'stage' ? event.stage : []));
    expect([...new Set(stages)]).toEqual(['reading', 'naming', 'checking', 'uploading', 'verifying']);
    const size = pngOf('one').length;
    expect(events).toContainEqual({ type: 'bytes', sent: size, total: size });
  });

  test('is named after its note', async () => {
    const { service } = uploadUnderTest({ template: '{noteDir}/{note}/{hash:4}.{ext}' });
    const stored = storedOf(await service.upload(pngSource('one'), { notePath: 'a/b/My note.md' }));
    expect(stored.key).toBe(`a/b/My-note/${sha256Of('one').slice(0, 4)}.png`);
  });
});

describe('an image that cannot be uploaded', () => {
  test('is a failed outcome with the reason, and nothing was asked of the store', async () => {
    const { service, store } = uploadUnderTest();
    const source = { name: 'a.png', origin: 'cli', read: async () => new Uint8Array() } as const;
    expect(await service.upload(source)).toMatchObject({ status: 'failed', error: { code: 'source/empty' } });
    expect(store.calls).toEqual([]);
  });

  test('is refused over the limit of its profile', async () => {
    const { service } = uploadUnderTest({ settings: { maxBytes: 3 } });
    expect(await service.upload(pngSource('one'))).toMatchObject({ error: { code: 'source/too-large' } });
  });

  test('is refused when its template asks for what it has not', async () => {
    const { service } = uploadUnderTest({ template: '{width}.{ext}' });
    const outcome = await service.upload({
      ...pngSource(''),
      read: async () => new TextEncoder().encode('<svg/>'),
    });
    expect(outcome).toMatchObject({
      error: {
        code: 'template/invalid',
        facts: { name: expect.stringMatching(/\.svg$/), issues: [{ field: 'keyTemplate' }] },
      },
    });
  });

  test('any file is taken when asked to', async () => {
    const { service } = uploadUnderTest();
    const source = { ...pngSource('', 'a.pdf'), read: async () => new TextEncoder().encode('%PDF') };
    expect(await service.upload(source)).toMatchObject({ error: { code: 'source/not-an-image' } });
    expect(storedOf(await service.upload(source, { anyFile: true })).contentType).toBe('application/pdf');
  });

  test('an error that nobody foresaw is internal and keeps its cause', async () => {
    const store = createMemoryStore();
    const cause = new TypeError('oops');
    store.disturb = () => Promise.reject(cause);
    const { service } = uploadUnderTest({ store });
    expect(await service.upload(pngSource('one'))).toMatchObject({ error: { code: 'internal', cause } });
  });
});

describe('several at once', () => {
  test('the same image in flight is uploaded once', async () => {
    const { service, store } = uploadUnderTest({ template: '{random}.{ext}' });
    const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => service.upload(pngSource('one', name))));
    expect(new Set(outcomes.map((outcome) => storedOf(outcome).url)).size).toBe(1);
    expect(outcomes.map((outcome) => storedOf(outcome).reused)).toEqual([false, true, true]);
    expect(store.objects.size).toBe(1);
  });

  test('different images of one name do not overwrite each other, even where the store would let them', async () => {
    const store = createMemoryStore({ conditionalPuts: false });
    store.disturb = async (_, __, run) => {
      await Promise.resolve();
      await run();
    };
    const { service } = uploadUnderTest({ store });
    const texts = ['one', 'two', 'three'];
    const outcomes = await Promise.all(texts.map((text) => service.upload(pngSource(text))));
    const served = outcomes.map((outcome) => store.read(storedOf(outcome).url));
    expect(served).toEqual(texts.map(pngOf));
  });

  test('one that is cancelled does not take the other, which is the same, with it', async () => {
    const store = createMemoryStore();
    const controller = new AbortController();
    let puts = 0;
    store.disturb = async (call, _, run) => {
      if (call === 'put' && ++puts === 1) controller.abort();
      await run();
    };
    const { service } = uploadUnderTest({ store });
    const [first, second] = await Promise.all([
      service.upload(pngSource('one'), { signal: controller.signal }),
      service.upload(pngSource('one')),
    ]);
    expect(first).toMatchObject({ error: { code: 'cancelled', facts: { outcome: 'unknown' } } });
    expect(storedOf(second).key).toBe('cat.png');
  });

  test('one that waits for the other, which is the same, can be cancelled', async () => {
    const store = createMemoryStore();
    const controller = new AbortController();
    const hold = Promise.withResolvers<void>();
    store.disturb = async (_, __, run) => {
      await hold.promise;
      await run();
    };
    const { service } = uploadUnderTest({ store });
    const first = service.upload(pngSource('one'));
    const second = service.upload(pngSource('one'), { signal: controller.signal });
    while (store.calls.length === 0) await Promise.resolve();
    controller.abort();
    expect(await second).toMatchObject({ error: { code: 'cancelled' } });
    hold.resolve();
    expect(storedOf(await first).key).toBe('cat.png');
  });

  test('a failure is shared, not repeated', async () => {
    const store = createMemoryStore();
    store.disturb = async () => {
      throw new ImbedError('store/access-denied', { key: 'cat.png' as ObjectKey });
    };
    const { service } = uploadUnderTest({ store });
    const outcomes = await Promise.all([service.upload(pngSource('one')), service.upload(pngSource('one'))]);
    expect(outcomes).toMatchObject([{ status: 'failed' }, { status: 'failed' }]);
    expect(store.calls).toEqual(['head cat.png', 'put cat.png']);
  });
});

test('cancelled between reading and checking sends nothing', async () => {
  const { service, store } = uploadUnderTest();
  const controller = new AbortController();
  const outcome = await service.upload(pngSource('one'), {
    signal: controller.signal,
    onProgress: (event) => {
      if (event.type === 'stage' && event.stage === 'naming') controller.abort();
    },
  });
  expect(outcome).toMatchObject({ error: { code: 'cancelled', facts: { outcome: 'not-sent' } } });
  expect(store.calls).toEqual([]);
});
