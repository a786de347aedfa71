import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';

const MIB = 1024 * 1024;
const scene = clientUnderTest();
const { client, newFile, plant } = scene;

/** One bit of the stored bytes, and nothing else, turns. */
async function rot(key: string): Promise<void> {
  const stored = await scene.server.storage.readObject('files', key);
  if (stored === undefined) throw new Error(key);
  const bytes = Buffer.from(stored.bytes);
  bytes[5 * MIB] = (bytes[5 * MIB] ?? 0) ^ 1;
  await scene.server.storage.saveObject('files', { ...stored, bytes });
}

describe('a large object that is compared with what the store says of it', () => {
  const verified = (key: string) => {
    const into = join(scene.folder, 'verified', key);
    return { into, fetched: client().get(key, { into, verify: true }) };
  };

  it.each([
    ['ours', [8 * MIB, 4 * MIB]],
    ['others', [6 * MIB, 6 * MIB]],
    ['one', [12 * MIB]],
  ])('is known whole, or is no file, by parts of %s', async (key, partBytes) => {
    const bytes = randomBytes(12 * MIB);
    await plant(key, bytes, partBytes);
    const good = verified(key);
    expect(await good.fetched).toMatchObject({ verified: 'etag' });
    expect(readFileSync(good.into).equals(bytes)).toBe(true);
    await rot(key);
    const bad = client().get(key, { into: join(scene.folder, 'rotten', key), verify: true });
    expect((await rejectionOf(bad)).code).toBe('store/download-mismatch');
    expect(readdirSync(join(scene.folder, 'rotten'))).toEqual([]);
  });

  it.each([
    ['the store does not tell how it was cut', 'silent', [6 * MIB, 6 * MIB]],
    ['its parts are of no one length', 'uneven', [6 * MIB, 1 * MIB, 5 * MIB]],
  ])('is not said to be compared when %s', async (_, key, partBytes) => {
    await plant(key, randomBytes(12 * MIB), partBytes);
    if (key === 'silent')
      scene.server.intercept(({ query }) =>
        query.has('partNumber') ? { kind: 'refuse', code: 'NotImplemented', status: 501 } : undefined,
      );
    const { into, fetched } = verified(key);
    expect(await fetched).toMatchObject({ verified: 'size' });
    expect(existsSync(into)).toBe(true);
  });

  it('is not said to be damaged when its ETag is no MD5 for its encryption', async () => {
    await client().put(newFile('right'), { key: 'kms' });
    const made = await scene.server.storage.readObject('files', 'kms');
    if (made === undefined) throw new Error('kms');
    const headers = { ...made.record.headers, 'x-amz-server-side-encryption': 'aws:kms' };
    const record = { ...made.record, headers, etag: '0f'.repeat(16) };
    await scene.server.storage.saveObject('files', { ...made, record });
    const fetched = await client().get('kms', { into: join(scene.folder, 'kms') });
    expect(fetched).toMatchObject({ verified: 'size' });
  });
});

describe('two calls for one path', () => {
  const both = async (keys: readonly string[], path: string, onEnd = () => {}) => {
    const outcomes = await Promise.allSettled(
      keys.map((key) => client().get(key, { into: path }).finally(onEnd)),
    );
    return outcomes.flatMap(({ status, ...rest }) => ('reason' in rest ? [rest.reason.code] : [status]));
  };

  it.each([1 * MIB, 20 * MIB])('leave one of two objects of %i bytes, not some of each', async (size) => {
    const keys = [`a/${size}`, `b/${size}`];
    const contents = keys.map(() => randomBytes(size));
    for (const [index, key] of keys.entries()) await client().put(newFile(contents[index] ?? ''), { key });
    const path = join(scene.folder, `both-${size}`, 'file');
    expect(await both(keys, path)).toEqual(['fulfilled', 'fulfilled']);
    const found = readFileSync(path);
    expect(contents.some((bytes) => bytes.equals(found))).toBe(true);
    expect(readdirSync(join(path, '..'))).toEqual(['file']);
  });

  it('do the work once where it is the same object', async () => {
    const refused = Promise.withResolvers<void>();
    scene.server.intercept(({ headers }) =>
      headers['range']?.startsWith(`bytes=${8 * MIB}-`)
        ? { kind: 'stall', until: refused.promise }
        : undefined,
    );
    const bytes = randomBytes(20 * MIB);
    await client().put(newFile(bytes), { key: 'same' });
    const path = join(scene.folder, 'same', 'file');
    expect((await both(['same', 'same'], path, refused.resolve)).sort()).toEqual([
      'fulfilled',
      'local/in-use',
    ]);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(join(path, '..'))).toEqual(['file']);
  });
});
