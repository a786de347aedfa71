import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ImbedError } from '../errors.ts';
import { createFixedRandom } from '../testing/fixed-random.ts';
import { pngOf, pngSource, storedOf, uploadUnderTest } from '../testing/upload-under-test.ts';

const sha256Of = (text: string) => createHash('sha256').update(pngOf(text)).digest('hex');
const suffixed = (text: string) => `cat-${sha256Of(text).slice(0, 8)}.png`;

describe('the same image again', () => {
  const volatile = '{year}/{month}/{timestampMs}-{random:4}-{uuid}.{ext}';

  test.each([volatile, '{year}/{hash:8}.{ext}', '{name}.{ext}'])(
    '%s: one HEAD and the same URL',
    async (template) => {
      const { service, store, ledger, clock } = uploadUnderTest({ template });
      const first = storedOf(await service.upload(pngSource('one')));
      const before = store.calls.length;
      clock.set('2031-01-01T00:00:00.000Z');
      expect(storedOf(await service.upload(pngSource('one')))).toEqual({ ...first, reused: true });
      expect(store.calls.slice(before)).toEqual([`head ${first.key}`]);
      expect(ledger.entries).toHaveLength(1);
    },
  );

  test('a suffixed object is found by one HEAD too', async () => {
    const { service, store } = uploadUnderTest();
    store.plant('cat.png', pngOf('two'));
    await service.upload(pngSource('one'));
    const before = store.calls.length;
    expect(storedOf(await service.upload(pngSource('one')))).toMatchObject({
      key: suffixed('one'),
      reused: true,
    });
    expect(store.calls.slice(before)).toEqual([`head ${suffixed('one')}`]);
  });

  test.each([
    ['deleted', undefined],
    ['replaced by a larger one', 'a larger one'],
    ['replaced by one of the same size', 'two'],
  ])('but the object was %s: uploaded anew', async (_, replacement) => {
    const { service, store } = uploadUnderTest({ template: volatile });
    const first = storedOf(await service.upload(pngSource('one')));
    if (replacement === undefined) await store.delete(first.key);
    else store.plant(first.key, pngOf(replacement));
    const again = storedOf(await service.upload(pngSource('one')));
    expect(again.reused).toBe(false);
    expect(store.read(again.url)).toEqual(pngOf('one'));
    expect(again.key).not.toBe(first.key);
  });

  test('under another name is another object when the template has the name', async () => {
    const { service } = uploadUnderTest();
    await service.upload(pngSource('one', 'cat.png'));
    expect(storedOf(await service.upload(pngSource('one', 'dog.png'))).key).toBe('dog.png');
  });

  test('from another profile, store or template is not taken for the same', async () => {
    const shared = { template: '{random}.{ext}', random: createFixedRandom() };
    const { ledger, store, service } = uploadUnderTest(shared);
    await service.upload(pngSource('one'));
    const others = [{ profileName: 'other' }, { storeIdentity: 'other' }, { template: 'x/{random}.{ext}' }];
    for (const other of others) {
      const changed = uploadUnderTest({ ...shared, ledger, store, ...other });
      expect(storedOf(await changed.service.upload(pngSource('one'))).reused).toBe(false);
    }
  });

  test('an entry without pattern counts when its key is the one the template gives', async () => {
    const { service, store, ledger } = uploadUnderTest();
    store.plant('cat.png', pngOf('one'));
    const [size, at] = [pngOf('one').length, '2026-01-01T00:00:00.000Z'];
    const entry = {
      type: 'stored' as const,
      sha256: sha256Of('one'),
      size,
      profile: 'blog',
      store: 'memory',
      contentType: '',
      storedAt: at,
    };
    await ledger.record({ ...entry, key: 'elsewhere.png', url: '' });
    await ledger.record({ ...entry, key: 'cat.png', url: '' });
    expect(storedOf(await service.upload(pngSource('one')))).toMatchObject({ key: 'cat.png', reused: true });
    expect(ledger.entries).toHaveLength(2);
  });

  test('a ledger entry whose key is no key is passed over', async () => {
    const { service, ledger } = uploadUnderTest();
    await service.upload(pngSource('two', 'x.png'));
    const [entry] = ledger.entries;
    if (entry) await ledger.record({ ...entry, sha256: sha256Of('one'), key: '../up', pattern: 'cat.png' });
    expect(storedOf(await service.upload(pngSource('one'))).key).toBe('cat.png');
  });
});

describe('a ledger that fails', () => {
  const broken = {
    find: () => Promise.reject(new ImbedError('local/write-failed')),
    record: () => Promise.reject(new ImbedError('local/write-failed')),
  };

  test('fails no upload, and is warned of', async () => {
    const { service, logger } = uploadUnderTest({ ledger: broken });
    expect((await service.upload(pngSource('one'))).status).toBe('done');
    expect(storedOf(await service.upload(pngSource('one'))).reused).toBe(true);
    expect(logger.warnings).toHaveLength(4);
  });
});
