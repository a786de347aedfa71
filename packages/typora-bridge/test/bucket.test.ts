import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fill } from './filled-store.ts';
import { bucket, createBench, fetched, finished, imbed, lines, start, startStore } from './support.ts';

async function bench() {
  const server = await startStore({ buckets: [{ name: bucket, owner: 'writer' }] });
  return { server, ...createBench(server.endpoint) };
}

describe('imbed put, ls, stat, get and rm', () => {
  it('take a folder to the bucket and back, and leave nothing in the end', async () => {
    const place = await bench();
    const files = { 'tree/a.txt': '甲', 'tree/b c/d.bin': 'x'.repeat(100) };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(place.folder, name, '..'), { recursive: true });
      writeFileSync(join(place.folder, name), text);
    }
    // Where one stands has a name, too.
    const put = await imbed(place, ['put', '.', '--prefix', 'backup/'], { cwd: join(place.folder, 'tree') });
    expect([put.code, put.stderr]).toEqual([0, '']);
    expect(lines(put.stdout)).toEqual(['backup/tree/a.txt', 'backup/tree/b c/d.bin']);
    expect(lines((await imbed(place, ['ls', 'backup/tree/'])).stdout)).toEqual([
      'backup/tree/b c/',
      'backup/tree/a.txt',
    ]);
    expect((await imbed(place, ['stat', 'backup/tree/a.txt'])).stdout).toContain('text/plain; charset=utf-8');
    const got = await imbed(place, ['get', 'backup/tree/a.txt', '--into', 'out']);
    expect(lines(got.stdout)).toEqual([join(place.folder, 'out', 'a.txt')]);
    expect(readFileSync(join(place.folder, 'out', 'a.txt'), 'utf8')).toBe('甲');
    expect((await imbed(place, ['rm', '--prefix', 'backup/', '--yes'])).stdout).toBe('2 objects deleted.\n');
    expect((await imbed(place, ['ls', '-r'])).stdout).toBe('');
  });

  it('move a large file, from a pipe too', async () => {
    const place = await bench();
    const bytes = randomBytes(20_000_000);
    writeFileSync(join(place.folder, 'film'), bytes);
    expect((await imbed(place, ['put', 'film'])).code).toBe(0);
    expect((await imbed(place, ['put', '-', '--key', 'piped'], { stdin: bytes })).code).toBe(0);
    for (const key of ['film', 'piped']) {
      expect((await imbed(place, ['get', key, '--into', 'out', '--verify'])).code).toBe(0);
      expect(readFileSync(join(place.folder, 'out', key)).equals(bytes)).toBe(true);
    }
  });

  it('list what has come before the rest does, and stop when nobody reads it', async () => {
    const place = await bench();
    await fill(
      place.server,
      Array.from({ length: 2500 }, (_, index) => `n/${String(index).padStart(4, '0')}`),
    );
    let goOn: (value: unknown) => void = () => {};
    const until = new Promise((resolve) => {
      goOn = resolve;
    });
    place.server.intercept(({ query }) =>
      query.has('continuation-token') ? { kind: 'stall', until } : undefined,
    );
    const ls = start(place, ['ls', '-r', 'n/']);
    const all = finished(ls);
    await new Promise<void>((resolve) => {
      let text = '';
      ls.stdout?.on('data', (chunk: Buffer) => {
        text += chunk;
        if (text.includes('n/0999\n')) resolve();
      });
    });
    const closed = new Promise((resolve) => ls.stdout?.on('close', resolve));
    ls.stdout?.destroy();
    await closed;
    goOn(undefined);
    expect((await all).code).toBe(0);
    // It may even notice before it asks for the second page.
    expect(place.server.requests.length).toBeLessThanOrEqual(2);
  });

  it('keep the tree below a prefix, and what is in the way of nothing', async () => {
    const place = await bench();
    await fill(place.server, ['a/b/1', 'a/b/c/2', 'a/b/d/', 'a/bee', 'a//odd', 'other']);
    const got = await imbed(place, ['get', '--prefix', 'a/b/', '--into', 'out']);
    expect(lines(got.stdout).toSorted()).toEqual(['1', 'c/2'].map((name) => join(place.folder, 'out', name)));
    expect(readFileSync(join(place.folder, 'out', 'c', '2'), 'utf8')).toBe('a/b/c/2');
    const all = await imbed(place, ['get', 'a/', 'other', 'none', '--into', 'all']);
    expect(all.code).toBe(1);
    expect(all.stderr).toContain('none: ');
    expect(all.stderr).toContain('a//odd: ');
    const found = readdirSync(join(place.folder, 'all'), { recursive: true, withFileTypes: true });
    const files = found.filter((entry) => entry.isFile()).map(({ name }) => name);
    expect(files.toSorted()).toEqual(['1', '2', 'bee', 'other']);
  });

  it('delete everything below a prefix, odd keys too, and nothing beside it', async () => {
    const place = await bench();
    const keys = Array.from({ length: 1200 }, (_, index) => `p/${index}`);
    await fill(place.server, [...keys, 'p//odd', 'p/', 'pp']);
    const rm = await imbed(place, ['rm', '--prefix', 'p/', '--yes']);
    expect([rm.code, rm.stdout]).toEqual([0, '1202 objects deleted.\n']);
    expect(place.server.storage.listObjects(bucket).map(({ key }) => key)).toEqual(['pp']);
  });

  it('delete nothing where nobody can be asked', async () => {
    const place = await bench();
    writeFileSync(join(place.folder, 'a'), 'a');
    await imbed(place, ['put', 'a']);
    const rm = await imbed(place, ['rm', 'a']);
    expect([rm.code, rm.stdout]).toEqual([1, '']);
    expect(rm.stderr).toContain('a\n');
    expect(rm.stderr).toContain('--yes');
    expect((await imbed(place, ['stat', 'a'])).code).toBe(0);
  });

  it('tell of the file that failed, and store the others', async () => {
    const place = await bench();
    writeFileSync(join(place.folder, 'a'), 'a');
    writeFileSync(join(place.folder, 'b\\c'), 'b');
    const put = await imbed(place, ['put', 'b\\c', 'a']);
    expect([put.code, lines(put.stdout)[0]]).toEqual([1, 'a']);
    expect(put.stderr).toContain('[store/invalid-key]');
  });
});

describe('imbed put', () => {
  it('gives a link that opens for who asks to share', async () => {
    const place = await bench();
    writeFileSync(join(place.folder, 'a.txt'), 'shared');
    const put = await imbed(place, ['put', 'a.txt', '--share', '--for', '5m']);
    expect((await fetched(lines(put.stdout)[0] ?? '')).bytes.toString()).toBe('shared');
  });

  it('has the bucket delete what expires', async () => {
    const place = await bench();
    writeFileSync(join(place.folder, 'a.txt'), 'gone');
    expect((await imbed(place, ['put', 'a.txt', '--expires', '7d'])).stdout).toBe('tmp/7d/a.txt\n');
    expect((await imbed(place, ['lifecycle', 'show'])).stdout).toContain('"tmp/7d/"  expires after 7 days');
  });

  it('says once where a rule is made by hand, and stores nothing that would stay for ever', async () => {
    const { server } = await bench();
    const place = createBench(server.endpoint, {
      provider: 'qiniu-kodo',
      region: 'cn-east-1',
      publicBaseUrl: 'https://img.example.com',
    });
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(place.folder, name), name);
    const put = await imbed(place, ['put', 'a.txt', 'b.txt', '--expires', '7d']);
    expect([put.code, server.requests]).toEqual([1, []]);
    expect(put.stderr.match(/store\/no-lifecycle/g)).toHaveLength(1);
    expect(put.stderr).toContain('"tmp/7d/" after 7 days');
    expect(put.stderr).toMatch(/^ {4}Where: .*Kodo console/m);
    const shown = await imbed(place, ['lifecycle', 'show'], { env: { LANG: 'zh_CN.UTF-8' } });
    expect([shown.code, shown.stderr]).toEqual([1, expect.stringMatching(/^ {4}位置：.*Kodo 控制台/m)]);
  });

  it('stores nothing where two files would become one object', async () => {
    const place = await bench();
    for (const folder of ['a', 'b']) {
      mkdirSync(join(place.folder, folder));
      writeFileSync(join(place.folder, folder, 'x.txt'), folder);
      writeFileSync(join(place.folder, folder, 'y.txt'), folder);
    }
    for (const args of [
      ['a/x.txt', 'b/x.txt'],
      ['a', '--key', 'k'],
    ]) {
      const { code, stderr } = await imbed(place, ['put', ...args], { cwd: place.folder });
      expect([code, stderr.includes('use --prefix')]).toEqual([2, true]);
    }
    expect(place.server.requests).toEqual([]);
  });
});
