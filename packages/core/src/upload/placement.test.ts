import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { ImbedError } from '../errors.ts';
import { createMemoryStore, type MemoryStore } from '../testing/memory-store.ts';
import { pngOf, pngSource, storedOf, uploadUnderTest } from '../testing/upload-under-test.ts';

const sha256Of = (text: string) => createHash('sha256').update(pngOf(text)).digest('hex');
const suffixed = (text: string) => `cat-${sha256Of(text).slice(0, 8)}.png`;

describe('a key that is taken', () => {
  test('by the same bytes is reused without a put, and remembered', async () => {
    const { service, store, ledger } = uploadUnderTest();
    store.plant('cat.png', pngOf('one'));
    expect(storedOf(await service.upload(pngSource('one')))).toMatchObject({ key: 'cat.png', reused: true });
    expect(store.calls).toEqual(['head cat.png']);
    expect(ledger.entries).toHaveLength(1);
  });

  test.each(['opaque', 'encrypted', 'none'] as const)(
    'by the same bytes, %s ETag: they are read',
    async (etags) => {
      const store = createMemoryStore({ etags });
      store.plant('cat.png', pngOf('one'));
      const { service } = uploadUnderTest({ store });
      expect(storedOf(await service.upload(pngSource('one')))).toMatchObject({
        key: 'cat.png',
        reused: true,
      });
      expect(store.calls).toEqual(['head cat.png', 'get cat.png']);
    },
  );

  test('by the same bytes is reused although the store is not known for MD5 ETags', async () => {
    const { service, store } = uploadUnderTest({ etagIsMd5: false });
    store.plant('cat.png', pngOf('one'));
    expect(storedOf(await service.upload(pngSource('one'))).reused).toBe(true);
    expect(store.calls).toEqual(['head cat.png', 'get cat.png']);
  });

  test.each(['two', 'longer'])(
    'by other bytes (%s) is left alone: a suffix from the content',
    async (other) => {
      const { service, store } = uploadUnderTest();
      store.plant('cat.png', pngOf(other));
      expect(storedOf(await service.upload(pngSource('one')))).toMatchObject({
        key: suffixed('one'),
        reused: false,
      });
      expect(store.objects.get('cat.png')?.bytes).toEqual(pngOf(other));
    },
  );

  test('by other bytes finds its suffixed object again without a ledger', async () => {
    const store = createMemoryStore();
    store.plant('cat.png', pngOf('two'));
    await uploadUnderTest({ store }).service.upload(pngSource('one'));
    const again = storedOf(await uploadUnderTest({ store }).service.upload(pngSource('one')));
    expect(again).toMatchObject({ key: suffixed('one'), reused: true });
  });

  test('twice over takes a longer suffix', async () => {
    const { service, store } = uploadUnderTest();
    store.plant('cat.png', pngOf('two'));
    store.plant(suffixed('one'), pngOf('three'));
    const stored = storedOf(await service.upload(pngSource('one')));
    expect(stored.key).toBe(`cat-${sha256Of('one').slice(0, 16)}.png`);
  });

  test('by other bytes is refused when the profile says so', async () => {
    const { service, store } = uploadUnderTest({ settings: { onConflict: 'refuse' } });
    store.plant('cat.png', pngOf('two'));
    expect(await service.upload(pngSource('one'))).toMatchObject({
      error: { code: 'store/key-taken', facts: { key: 'cat.png' } },
    });
    expect(store.calls).toEqual(['head cat.png', 'get cat.png']);
  });
});

describe('a race for the key', () => {
  test.each([
    ['the same bytes', 'one', 'cat.png'],
    ['other bytes', 'two', suffixed('one')],
  ])('lost to %s ends well', async (_, planted, key) => {
    const { service, store } = uploadUnderTest();
    store.disturb = async (call, at, run) => {
      if (call === 'put' && at === 'cat.png') store.plant('cat.png', pngOf(planted));
      await run();
    };
    const stored = storedOf(await service.upload(pngSource('one')));
    expect(stored.key).toBe(key);
    expect(store.read(stored.url)).toEqual(pngOf('one'));
    expect(store.objects.get('cat.png')?.bytes).toEqual(pngOf(planted));
  });

  test('in which the other one vanished again is run once more', async () => {
    const { service, store } = uploadUnderTest();
    let puts = 0;
    store.disturb = async (call, key, run) => {
      if (call === 'put' && ++puts === 1)
        throw new ImbedError('store/precondition-failed', { key, status: 409 });
      await run();
    };
    expect(storedOf(await service.upload(pngSource('one'))).reused).toBe(false);
    expect(puts).toBe(2);
  });

  test('that never ends is given up', async () => {
    const { service, store } = uploadUnderTest();
    store.disturb = async (call, key, run) => {
      if (call === 'put') throw new ImbedError('store/precondition-failed', { key });
      await run();
    };
    expect(await service.upload(pngSource('one'))).toMatchObject({
      error: { code: 'store/precondition-failed' },
    });
    expect(store.calls.filter((call) => call.startsWith('put'))).toHaveLength(2);
  });
});

describe('a reply that was lost', () => {
  test.each(['network/interrupted', 'network/timeout', 'store/unavailable'] as const)(
    'after %s the object is looked for and found',
    async (code) => {
      const { service, store } = uploadUnderTest();
      store.disturb = async (call, _, run) => {
        await run();
        if (call === 'put') throw new ImbedError(code);
      };
      expect(storedOf(await service.upload(pngSource('one')))).toMatchObject({
        key: 'cat.png',
        reused: false,
      });
      expect(store.calls).toEqual(['head cat.png', 'put cat.png', 'head cat.png']);
    },
  );

  test('is a failure when the object is not there', async () => {
    const { service, store } = uploadUnderTest();
    store.disturb = async (call, _, run) => {
      if (call === 'put') throw new ImbedError('network/interrupted');
      await run();
    };
    expect(await service.upload(pngSource('one'))).toMatchObject({ error: { code: 'network/interrupted' } });
  });

  test('is told as it was when the second look fails too', async () => {
    const { service, store } = uploadUnderTest();
    store.disturb = async (_, __, run) => {
      if (store.calls.length === 2) throw new ImbedError('network/interrupted');
      if (store.calls.length === 3) throw new ImbedError('network/dns');
      await run();
    };
    expect(await service.upload(pngSource('one'))).toMatchObject({ error: { code: 'network/interrupted' } });
  });

  test.each(['store/access-denied', 'store/slow-down', 'network/dns', 'cancelled'] as const)(
    '%s is certain: no second look',
    async (code) => {
      const { service, store } = uploadUnderTest();
      store.disturb = async (call, _, run) => {
        if (call === 'put') throw new ImbedError(code);
        await run();
      };
      expect(await service.upload(pngSource('one'))).toMatchObject({ error: { code } });
      expect(store.calls).toEqual(['head cat.png', 'put cat.png']);
    },
  );
});

test('cancelled after the put does not claim that nothing was sent', async () => {
  const store = createMemoryStore({ etags: 'opaque' });
  const controller = new AbortController();
  const { service } = uploadUnderTest({ store });
  const outcome = await service.upload(pngSource('one'), {
    signal: controller.signal,
    onProgress: (event) => {
      if (event.type === 'stage' && event.stage === 'verifying') controller.abort();
    },
  });
  expect(outcome).toMatchObject({ error: { code: 'cancelled', facts: { outcome: 'unknown' } } });
  expect(store.objects.has('cat.png')).toBe(true);
});

describe('credentials that may put but not read', () => {
  const putOnly = (store: MemoryStore) => {
    store.disturb = async (call, _, run) => {
      if (call !== 'put') throw new ImbedError('store/access-denied', { status: 403 });
      await run();
    };
    return store;
  };
  const hashed = 'img/{hash:16}.{ext}';

  test.each([
    ['the store refuses to overwrite', { template: '{name}.{ext}', refusesOverwrite: () => true }],
    ['the key names the content', { template: hashed, refusesOverwrite: () => false }],
  ])('store the image where %s', async (_, changes) => {
    const { service, store } = uploadUnderTest({ store: putOnly(createMemoryStore()), ...changes });
    const stored = storedOf(await service.upload(pngSource('one')));
    expect(stored.reused).toBe(false);
    expect(store.read(stored.url)).toEqual(pngOf('one'));
  });

  test('are refused where the put could replace other bytes', async () => {
    const store = putOnly(createMemoryStore({ conditionalPuts: false }));
    store.plant('cat.png', pngOf('two'));
    const { service } = uploadUnderTest({ store, refusesOverwrite: () => false });
    expect(await service.upload(pngSource('one'))).toMatchObject({ error: { code: 'store/access-denied' } });
    expect(store.objects.get('cat.png')?.bytes).toEqual(pngOf('two'));
  });

  test('are told so when the key is taken and nothing says by what', async () => {
    const store = putOnly(createMemoryStore());
    store.plant('cat.png', pngOf('two'));
    const { service } = uploadUnderTest({ store });
    expect(await service.upload(pngSource('one'))).toMatchObject({ error: { code: 'store/access-denied' } });
  });

  test('reuse the object that has the content as its name', async () => {
    const { service } = uploadUnderTest({ store: putOnly(createMemoryStore()), template: hashed });
    const first = storedOf(await service.upload(pngSource('one')));
    const again = storedOf(await service.upload(pngSource('one')));
    expect(again).toEqual({ ...first, reused: true });
  });

  test('are told so when the upload itself cannot be verified', async () => {
    const store = putOnly(createMemoryStore({ etags: 'none' }));
    const { service } = uploadUnderTest({ store });
    expect(await service.upload(pngSource('one'))).toMatchObject({ error: { code: 'store/access-denied' } });
  });
});

describe('the progress of a put', () => {
  test.each([
    ['is asked of the store where somebody listens', { onProgress: () => {} }, true],
    ['is not, where nobody does: a watched body is sent in small slices', {}, false],
  ])('%s', async (_, options, asked) => {
    const { service, store } = uploadUnderTest();
    const put = vi.spyOn(store, 'put');
    storedOf(await service.upload(pngSource('one'), options));
    expect(put.mock.calls[0]?.[1]?.onSent !== undefined).toBe(asked);
  });
});

describe('verification', () => {
  test.each(['opaque', 'none'] as const)('without an MD5 (%s ETag) reads the head once', async (etags) => {
    const store = createMemoryStore({ etags });
    storedOf(await uploadUnderTest({ store }).service.upload(pngSource('one')));
    expect(store.calls).toEqual(['head cat.png', 'put cat.png', 'head cat.png']);
  });

  test('on a store not known for MD5 ETags reads the head once', async () => {
    const { service, store } = uploadUnderTest({ etagIsMd5: false });
    storedOf(await service.upload(pngSource('one')));
    expect(store.calls).toEqual(['head cat.png', 'put cat.png', 'head cat.png']);
  });

  test('against an ETag that only looks like an MD5 reads the bytes', async () => {
    const store = createMemoryStore({ etags: 'encrypted' });
    storedOf(await uploadUnderTest({ store }).service.upload(pngSource('one')));
    expect(store.calls).toEqual(['head cat.png', 'put cat.png', 'head cat.png', 'get cat.png']);
  });

  test.each([
    ['cut short', 'md5', 'on'],
    ['cut short', 'opaque', 'on'],
    ['changed', 'md5', 'two'],
  ] as const)('finds an object that was %s on its way (%s ETag)', async (_, etags, arrived) => {
    const store = createMemoryStore({ etags });
    store.disturb = async (call, key, run) => {
      await run();
      if (call === 'put') store.plant(key, pngOf(arrived));
      if (call === 'put' && etags === 'md5') throw new ImbedError('network/interrupted');
    };
    const outcome = await uploadUnderTest({ store, settings: { onConflict: 'refuse' } }).service.upload(
      pngSource('one'),
    );
    expect(outcome.status).toBe('failed');
  });

  test('fails when a put that was confirmed left nothing', async () => {
    const store = createMemoryStore({ etags: 'opaque' });
    store.disturb = async (call, key, run) => {
      await run();
      if (call === 'put') await store.delete(key);
    };
    expect(await uploadUnderTest({ store }).service.upload(pngSource('one'))).toMatchObject({
      error: { code: 'store/verification-failed', facts: { key: 'cat.png' } },
    });
  });
});
