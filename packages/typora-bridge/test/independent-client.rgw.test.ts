import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRgwBench, objectsOf, s3cmd } from './rgw.ts';
import { createFolder, imbed, lines, uniquePng, writePicture } from './support.ts';

const bucket = `client-${randomUUID().slice(0, 8)}`;

const createOwnBench = () => createRgwBench({ bucket });

interface Stored {
  readonly bytes: Buffer;
  readonly info: string;
}

async function readBack(key: string): Promise<Stored> {
  const file = join(createFolder(), 'object');
  await s3cmd('get', `s3://${bucket}/${key}`, file);
  return { bytes: readFileSync(file), info: await s3cmd('info', `s3://${bucket}/${key}`) };
}

function keyOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname).replace(`/${bucket}/`, '');
}

const fixtures = new URL('../../core/fixtures/images/', import.meta.url);

beforeAll(async () => {
  await s3cmd('mb', `s3://${bucket}`);
});
afterAll(async () => {
  await s3cmd('rb', '--force', '--recursive', `s3://${bucket}`);
});

describe('what imbed stored on Ceph RADOS Gateway, read with s3cmd', () => {
  it.each([
    ['gradient.png', 'image/png'],
    ['gradient.jpg', 'image/jpeg'],
    ['gradient.gif', 'image/gif'],
    ['lossy.webp', 'image/webp'],
    ['gradient.svg', 'image/svg+xml'],
    ['gradient.avif', 'image/avif'],
  ])('%s comes back byte for byte as %s', async (name, type) => {
    const bench = createOwnBench();
    const bytes = readFileSync(new URL(name, fixtures));
    const path = join(bench.folder, name);
    writeFileSync(path, bytes);
    const { code, stdout } = await imbed(bench, ['upload', '--', path]);
    expect(code).toBe(0);
    const stored = await readBack(keyOf(stdout.trim()));
    expect(stored.bytes.equals(bytes)).toBe(true);
    expect(stored.info).toMatch(new RegExp(`MIME type:\\s+${type.replace('+', '\\+')}\\n`));
  });

  it('a picture sent in parts comes back byte for byte', async () => {
    const bench = createOwnBench();
    const path = join(bench.folder, 'big.png');
    const bytes = writePicture(path, Buffer.concat([uniquePng(), randomBytes(20 * 1024 * 1024)]));
    const { code, stdout } = await imbed(bench, ['upload', '--', path]);
    expect(code).toBe(0);
    expect((await readBack(keyOf(stdout.trim()))).bytes.equals(bytes)).toBe(true);
  });

  it('fifty pictures in one call stand at their links, in order', async () => {
    const bench = createOwnBench();
    const paths = Array.from({ length: 50 }, (_, index) => join(bench.folder, `图 ${index}.png`));
    const pictures = paths.map((path) => writePicture(path));
    const { code, stdout } = await imbed(bench, ['upload', '--', ...paths]);
    expect(code).toBe(0);
    const keys = lines(stdout).map(keyOf);
    expect(keys).toHaveLength(50);
    const stored = await objectsOf(bucket);
    const differing = keys.filter(
      (key, index) => stored.get(key)?.equals(pictures[index] ?? Buffer.alloc(0)) !== true,
    );
    expect(differing).toEqual([]);
  });
});
