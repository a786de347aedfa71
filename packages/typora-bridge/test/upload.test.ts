import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  accessKeyId,
  createBench,
  expectFailure,
  fetched,
  imbed,
  lines,
  secretAccessKey,
  sha256,
  startStore,
  uniquePng,
  writePicture,
} from './support.ts';

describe('success', () => {
  it.each([1, 10, 50])(
    '%i images give as many links, in input order, that lead to their bytes',
    async (count) => {
      const store = await startStore();
      const bench = createBench(store.endpoint);
      const paths = Array.from({ length: count }, (_, index) => join(bench.folder, `图 ${index}.png`));
      const pictures = paths.map((path) =>
        writePicture(path, uniquePng((count - paths.indexOf(path)) * 1000)),
      );
      const run = await imbed(bench, ['upload', ...paths]);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout.endsWith('\n')).toBe(true);
      const urls = lines(run.stdout);
      expect(urls).toHaveLength(count);
      for (const [index, url] of urls.entries()) {
        expect(await fetched(url)).toEqual({ bytes: pictures[index], contentType: 'image/png' });
      }
    },
  );

  it('the same again is one HEAD and no PUT, with the same link', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const path = join(bench.folder, 'a.png');
    writePicture(path);
    const first = await imbed(bench, ['upload', path]);
    const before = store.requests.length;
    const second = await imbed(bench, ['upload', path]);
    expect(second).toEqual(first);
    expect(store.requests.slice(before).map(({ method }) => method)).toEqual(['HEAD']);
  });

  it('one picture given three times is one object and three links', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const path = join(bench.folder, 'a.png');
    writePicture(path);
    const run = await imbed(bench, ['upload', path, path, path]);
    expect(run.code).toBe(0);
    expect(new Set(lines(run.stdout)).size).toBe(1);
    expect(lines(run.stdout)).toHaveLength(3);
    expect(store.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it('the type comes from the bytes, whatever the name says', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const path = join(bench.folder, 'photo.jpg');
    writePicture(path);
    const [url = ''] = lines((await imbed(bench, ['upload', path])).stdout);
    expect(url).toMatch(/\.png$/);
    expect((await fetched(url)).contentType).toBe('image/png');
  });

  it('--profile chooses where', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint, { keyTemplate: 'first/{hash:8}.{ext}' });
    const settings = {
      version: 1,
      defaultProfile: 'blog',
      profiles: Object.fromEntries(
        ['blog', 'work'].map((name) => [
          name,
          {
            provider: 'custom',
            endpoint: store.endpoint,
            bucket: 'my-notes',
            addressing: 'path',
            keyTemplate: `${name}/{hash:8}.{ext}`,
          },
        ]),
      ),
    };
    writeFileSync(bench.config, `// two of them\n${JSON.stringify(settings)}`, { mode: 0o600 });
    const path = join(bench.folder, 'a.png');
    writePicture(path);
    expect((await imbed(bench, ['upload', '--profile', 'work', path])).stdout).toContain('/work/');
    expect((await imbed(bench, ['upload', path])).stdout).toContain('/blog/');
    expectFailure(await imbed(bench, ['upload', '--profile', 'wrok', path]), 'config/invalid');
  });

  it('--note names the note, and an unsaved note is none', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint, { keyTemplate: '{note}/{hash:8}.{ext}' });
    const path = join(bench.folder, 'a.png');
    writePicture(path);
    const named = await imbed(bench, ['upload', '--note', join(bench.folder, 'Sea trip.md'), path]);
    expect(named.stdout).toMatch(/\/Sea-trip\/[0-9a-f]{8}\.png\n$/);
    const unsaved = await imbed(bench, ['upload', '--note', '', path]);
    expect(unsaved.stdout).toMatch(/\/note\/[0-9a-f]{8}\.png\n$/);
  });

  it('--any-file takes what is no image', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const path = join(bench.folder, 'paper.pdf');
    writeFileSync(path, '%PDF-1.7\n');
    expectFailure(await imbed(bench, ['upload', path]), 'source/not-an-image');
    const [url = ''] = lines((await imbed(bench, ['upload', '--any-file', path])).stdout);
    expect((await fetched(url)).contentType).toBe('application/pdf');
  });
});

describe('what is remembered of a configuration', () => {
  it('counts only as long as the file is the same', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint, { keyTemplate: 'first/{hash:8}.{ext}' });
    const path = join(bench.folder, 'a.png');
    writePicture(path);
    expect((await imbed(bench, ['upload', path])).stdout).toContain('/first/');
    expect((await imbed(bench, ['upload', path])).stdout).toContain('/first/');
    writeFileSync(bench.config, readFileSync(bench.config, 'utf8').replace('first', 'second'));
    expect((await imbed(bench, ['upload', path])).stdout).toContain('/second/');
    writeFileSync(bench.config, readFileSync(bench.config, 'utf8').replace('keyTemplate', 'keyTemplat'));
    expectFailure(await imbed(bench, ['upload', path]), 'config/invalid');
  });

  it('is made anew when it was damaged', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const path = join(bench.folder, 'a.png');
    writePicture(path);
    const first = await imbed(bench, ['upload', path]);
    const memos = readdirSync(join(bench.state, 'prepared'));
    expect(memos).toHaveLength(1);
    const memo = join(bench.state, 'prepared', memos[0] ?? '');
    const [seal] = readFileSync(memo, 'utf8').split('\n');
    for (const damaged of ['', '{"prepared"', '{}', `${seal}\n{}`, `${seal}\n`]) {
      writeFileSync(memo, damaged);
      expect(await imbed(bench, ['upload', path])).toEqual(first);
    }
  });

  it('and whatever else only saves time is made anew as well', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    writePicture(join(bench.folder, 'a.png'));
    const first = await imbed(bench, ['upload', 'a.png']);
    for (const { parentPath, name } of filesIn(bench.state))
      if (name !== 'ledger.jsonl') writeFileSync(join(parentPath, name), 'damaged');
    for (const _ of [1, 2]) expect(await imbed(bench, ['upload', 'a.png'])).toEqual(first);
    for (const { parentPath, name } of filesIn(bench.state))
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toBe('damaged');
  });

  it('and all else in the state folder is without secrets', async () => {
    const store = await startStore();
    const credentials = { source: 'inline', accessKeyId, secretAccessKey };
    const bench = createBench(store.endpoint, { credentials });
    const path = join(bench.folder, 'a.png');
    writePicture(path);
    for (const _ of [1, 2]) expect((await imbed(bench, ['upload', path])).code).toBe(0);
    const files = filesIn(bench.state);
    expect(files.length).toBeGreaterThan(1);
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toContain(secretAccessKey);
  });
});

function filesIn(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
}

describe('--json', () => {
  it('says of each input what became of it', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const path = join(bench.folder, 'a.png');
    const bytes = writePicture(path);
    const run = await imbed(bench, ['upload', '--json', path, 'none.png']);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toEqual({
      results: [
        {
          input: path,
          status: 'done',
          url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/my-notes\/img\//) as string,
          key: expect.stringMatching(/^img\/\d{4}\/\d\d\/[0-9a-f]{16}\.png$/) as string,
          sha256: sha256(bytes),
          bytes: bytes.length,
          contentType: 'image/png',
          reused: false,
        },
        {
          input: 'none.png',
          status: 'failed',
          error: {
            code: 'source/not-found',
            message: expect.stringContaining('none.png') as string,
            hint: expect.any(String) as string,
          },
        },
      ],
    });
    const again: unknown = JSON.parse((await imbed(bench, ['upload', '--json', path])).stdout);
    expect(again).toMatchObject({ results: [{ status: 'done', reused: true }] });
  });

  it('is one document even without a configuration', async () => {
    const bench = createBench('http://127.0.0.1:9');
    rmSync(bench.config);
    const run = await imbed(bench, ['upload', '--json', 'a.png', 'b.png']);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({
      results: [
        { input: 'a.png', status: 'failed', error: { code: 'config/not-found' } },
        { input: 'b.png', status: 'failed', error: { code: 'config/not-found' } },
      ],
    });
  });
});

describe('several at once', () => {
  it('two processes store the same and different pictures side by side', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const paths = Array.from({ length: 12 }, (_, index) => join(bench.folder, `${index}.png`));
    const pictures = paths.map((path) => writePicture(path));
    const [first, second] = await Promise.all([
      imbed(bench, ['upload', ...paths.slice(0, 8)]),
      imbed(bench, ['upload', ...paths.slice(4)]),
    ]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(lines(first.stdout).slice(4)).toEqual(lines(second.stdout).slice(0, 4));
    for (const [index, url] of lines(second.stdout).entries())
      expect((await fetched(url)).bytes).toEqual(pictures[index + 4]);
    const before = store.requests.length;
    expect((await imbed(bench, ['upload', ...paths])).code).toBe(0);
    expect(store.requests.slice(before).every(({ method }) => method === 'HEAD')).toBe(true);
  });
});
