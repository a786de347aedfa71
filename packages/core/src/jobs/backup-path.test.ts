import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nodeDigests } from '../node/digests.ts';
import { anyObjectKey } from '../testing/arbitraries.ts';
import { objectKey, oddNames } from '../testing/odd-keys.ts';
import { backupPath } from './backup-path.ts';

const pathOf = (key: string) => backupPath(objectKey(key), nodeDigests);

it.each([
  'img/2026/08/9f86d081884c7d65.png',
  '截图/データ 1.png',
  '.imbed-quarantine/2026-08-02/a.png',
  'console.png',
  'a.b/c',
])('is the key where every file system takes it: %s', async (key) => {
  expect(await pathOf(key)).toBe(key);
});

it.each([
  ['a mark that Windows takes in no name', 'img/a:b?.png', /^img\/a_b_-[0-9a-f]{8}\.png$/],
  ['a dot at the end of a folder', 'v1./a.png', /^v1_-[0-9a-f]{8}\/a\.png$/],
  ['a space at the end', 'a ', /^a_-[0-9a-f]{8}$/],
  ['the name of a device', 'img/CON.png', /^img\/CON-[0-9a-f]{8}\.png$/],
  ['the name of a device alone', 'aux', /^aux-[0-9a-f]{8}$/],
])('is another, with a piece of a hash, for %s', async (_, key, path) => {
  expect(await pathOf(key)).toMatch(path);
});

it('has no name that is too long, and keeps the extension', async () => {
  const path = await pathOf(`img/${'图'.repeat(300)}.jpeg`);
  expect(new TextEncoder().encode(path.slice(4)).byteLength).toBeLessThan(200);
  expect(path).toMatch(/^img\/图+-[0-9a-f]{8}\.jpeg$/);
});

it('is one that Windows takes, and that no other key has', async () => {
  const keys = fc.uniqueArray(anyObjectKey(), { minLength: 2, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(keys, async ([one = '', other = '']) => {
      const paths = [await pathOf(one), await pathOf(other)];
      expect(new Set(paths).size).toBe(2);
      for (const path of paths) expect(path).not.toMatch(/[<>:"|?*]|[. ](?:\/|$)/);
    }),
  );
  for (const name of Object.values(oddNames)) expect(await pathOf(name)).not.toMatch(/[<>:"|?*]/);
});
