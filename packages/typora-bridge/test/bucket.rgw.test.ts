import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRgwBench, objectsOf, s3cmd } from './rgw.ts';
import { createFolder, imbed, lines } from './support.ts';

const bucket = `bucket-${randomUUID().slice(0, 8)}`;
const createOwnBench = () => createRgwBench({ bucket });

beforeAll(async () => {
  await s3cmd('mb', `s3://${bucket}`);
});
afterAll(async () => {
  await s3cmd('rb', '--force', '--recursive', `s3://${bucket}`);
});

describe('files of any kind on Ceph RADOS Gateway', () => {
  it('come out of s3cmd as they went into imbed: whole, in parts, from a pipe, as a tree, copied', async () => {
    const bench = createOwnBench();
    const [small, film, piped] = [randomBytes(20_000), randomBytes(30_000_001), randomBytes(17_000_000)];
    mkdirSync(join(bench.folder, '树', '枝 1'), { recursive: true });
    writeFileSync(join(bench.folder, '树', '枝 1', '叶+.bin'), small);
    writeFileSync(join(bench.folder, 'film.mkv'), film);
    expect((await imbed(bench, ['put', '树', 'film.mkv', '--prefix', 'out'])).code).toBe(0);
    expect((await imbed(bench, ['put', '-', '--key', 'out/piped'], { stdin: piped })).code).toBe(0);
    expect((await imbed(bench, ['cp', 'out/film.mkv', 'out/copy.mkv'])).code).toBe(0);
    const other = await imbed(bench, ['cp', 'out/piped', 'out/copy.mkv']);
    expect([other.code, other.stderr.match(/store\/object-exists/g)?.length]).toEqual([1, 1]);
    // What is there stays, also where the gateway has to be told so.
    writeFileSync(join(bench.folder, '树', '枝 1', '叶+.bin'), 'other');
    writeFileSync(join(bench.folder, 'film.mkv'), randomBytes(film.byteLength));
    const again = await imbed(bench, ['put', '树', 'film.mkv', '--prefix', 'out']);
    expect([again.code, again.stdout, again.stderr.match(/store\/object-exists/g)?.length]).toEqual([
      1,
      '',
      2,
    ]);
    const stored = await objectsOf(bucket);
    const expected = {
      'out/film.mkv': film,
      'out/copy.mkv': film,
      'out/piped': piped,
      'out/树/枝 1/叶+.bin': small,
    };
    expect([...stored.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [key, bytes] of Object.entries(expected)) expect(stored.get(key)?.equals(bytes)).toBe(true);
    expect(await s3cmd('info', `s3://${bucket}/out/film.mkv`)).toMatch(/MIME type:\s+video\/x-matroska\n/);
    expect(await s3cmd('multipart', `s3://${bucket}`)).not.toContain('out/');
  });

  it('come out of imbed as they went into s3cmd, in parts of its own size', async () => {
    const bench = createOwnBench();
    const bytes = randomBytes(33_000_000);
    const path = join(createFolder(), 'theirs');
    writeFileSync(path, bytes);
    await s3cmd('put', path, `s3://${bucket}/theirs`, '--multipart-chunk-size-mb=15');
    const got = await imbed(bench, ['get', 'theirs', '--into', 'in', '--verify']);
    expect(lines(got.stdout)).toEqual([join(bench.folder, 'in', 'theirs')]);
    expect(readFileSync(join(bench.folder, 'in', 'theirs')).equals(bytes)).toBe(true);
  });

  // A day of the gateway's rules takes seconds here: see `startRgw`.
  it('that expire are gone after their time, and nothing beside them', { timeout: 120_000 }, async () => {
    const bench = createOwnBench();
    writeFileSync(join(bench.folder, 'a.txt'), 'a');
    for (const more of [['--expires', '1d'], ['--expires', '30d'], []])
      expect((await imbed(bench, ['put', 'a.txt', ...more])).code).toBe(0);
    const keys = async () => lines((await imbed(bench, ['ls', '-r'])).stdout);
    await vi.waitFor(async () => expect(await keys()).not.toContain('tmp/1d/a.txt'), {
      timeout: 100_000,
      interval: 500,
    });
    expect(await keys()).toEqual(expect.arrayContaining(['a.txt', 'tmp/30d/a.txt']));
    const shown = (await imbed(bench, ['lifecycle', 'show'])).stdout;
    expect(shown).toContain('"tmp/1d/"  expires after 1 day');
    expect(await s3cmd('getlifecycle', `s3://${bucket}`)).toContain('<Prefix>tmp/30d/</Prefix>');
  });
});
