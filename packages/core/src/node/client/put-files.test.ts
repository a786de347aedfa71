import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';

const MIB = 1024 * 1024;
const scene = clientUnderTest();
const { client, newFile, requestsOf, stored, unfinished } = scene;

describe('put', () => {
  it.each([0, 1, 70_000, 3 * MIB, 8 * MIB])('stores a file of %i bytes in one request', async (size) => {
    const bytes = randomBytes(size);
    const path = newFile(bytes);
    const requests = await requestsOf(async () => {
      const done = await client().put(path, { key: `whole/${size}` });
      expect(done).toMatchObject({ key: `whole/${size}`, size, verified: 'etag' });
      expect(done.url).toBe(`${scene.server.endpoint}/files/whole/${size}`);
    });
    expect(requests).toEqual(['PUT ']);
    expect((await stored(`whole/${size}`)).equals(bytes)).toBe(true);
  });

  it.each([8 * MIB + 1, 16 * MIB, 20 * MIB + 7])('stores a file of %i bytes in parts', async (size) => {
    const bytes = randomBytes(size);
    const progress: number[] = [];
    const done = await client().put(newFile(bytes), {
      key: `parts/${size}`,
      onProgress: (sent) => progress.push(sent),
    });
    expect(done).toMatchObject({ size, verified: 'etag' });
    expect((await stored(`parts/${size}`)).equals(bytes)).toBe(true);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(size);
    expect(await unfinished('parts/')).toEqual([]);
    expect(readdirSync(join(scene.state(), 'uploads'))).toEqual([]);
  });

  it.each([0, 1, 8 * MIB, 8 * MIB + 1, 17 * MIB])('stores %i bytes as they come', async (size) => {
    const bytes = randomBytes(size);
    const pieces = async function* () {
      for (let at = 0; at < size; at += 1_000_003) yield bytes.subarray(at, at + 1_000_003);
    };
    const done = await client().put(pieces(), { key: `stream/${size}` });
    expect(done.size).toBe(size);
    expect((await stored(`stream/${size}`)).equals(bytes)).toBe(true);
    expect(await unfinished('stream/')).toEqual([]);
  });

  it('names, types and describes a file by itself', async () => {
    const done = await client().put(newFile('{}', '图 "1".json'));
    expect(done.key).toBe('图 "1".json');
    expect(await client().stat(done.key)).toMatchObject({
      contentType: 'application/json',
      contentDisposition: `inline; filename="_ _1_.json"; filename*=UTF-8''%E5%9B%BE%20%221%22.json`,
    });
  });

  it('believes the content of a picture more than its name', async () => {
    const png = readFileSync(new URL('../../../fixtures/images/gradient.png', import.meta.url));
    await client().put(newFile(png, 'wrong.jpg'));
    expect((await client().stat('wrong.jpg'))?.contentType).toBe('image/png');
  });

  it('refuses what is no file, or no key', async () => {
    expect((await rejectionOf(client().put(join(scene.folder, 'none')))).code).toBe('source/not-found');
    expect((await rejectionOf(client().put(scene.folder))).code).toBe('source/unreadable');
    expect((await rejectionOf(client().put(new Uint8Array()))).code).toBe('store/invalid-key');
    expect((await rejectionOf(client().put(newFile(''), { key: '../x' }))).code).toBe('store/invalid-key');
  });

  it.runIf(process.platform !== 'win32')('refuses a named pipe, and does not wait for it', async () => {
    const pipe = join(scene.folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect((await rejectionOf(client().put(pipe))).code).toBe('source/unreadable');
  });

  it('has the bucket remove what is to expire, once a class, and leaves its other rules alone', async () => {
    const other = '<Rule><ID>theirs</ID><Prefix>a&amp;b/</Prefix><Status>Disabled</Status><X>1</X></Rule>';
    const bucket = scene.server.storage.findBucket('files');
    if (bucket === undefined) throw new Error('no bucket');
    await scene.server.storage.saveBucket({
      ...bucket,
      lifecycle: `<LifecycleConfiguration>${other}</LifecycleConfiguration>`,
    });
    const done = await client().put(newFile('a', 'gone.txt'), { expires: '1d' });
    await client().put(newFile('b', 'gone-2.txt'), { expires: '1d' });
    await client().put(newFile('c', 'gone-3.txt'), { expires: '7d' });
    expect(done.key).toBe('tmp/1d/gone.txt');
    expect(scene.server.storage.findBucket('files')?.lifecycle).toContain(other);
    expect((await client().lifecycle.rules()).map(({ id, prefix, days }) => [id, prefix, days])).toEqual([
      ['theirs', 'a&b/', undefined],
      ['imbed-expire-1d', 'tmp/1d/', 1],
      ['imbed-expire-7d', 'tmp/7d/', 7],
    ]);
  });
});
