import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  createBench,
  expectFailure,
  fetched,
  imbed,
  lines,
  startStore,
  uniquePng,
  writePicture,
} from './support.ts';

describe('--on-failure=keep-local', () => {
  it('puts a file link in the place of what failed and exits 0', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const paths = [0, 1].map((index) => join(bench.folder, `图 ${index}.png`));
    const [picture] = paths.map((path) => writePicture(path));
    writeFileSync(paths[1] ?? '', 'no image');
    const run = await imbed(bench, ['upload', '--on-failure=keep-local', ...paths]);
    expect(run.code).toBe(0);
    const [first = '', second] = lines(run.stdout);
    expect((await fetched(first)).bytes).toEqual(picture);
    expect(second).toBe(pathToFileURL(paths[1] ?? '').href);
    expect(run.stderr).toContain('[source/not-an-image]');
  });

  it('keeps the bytes of standard input, which are nowhere else', async () => {
    const bench = createBench('http://127.0.0.1:9');
    const picture = uniquePng();
    const run = await imbed(bench, ['upload', '--on-failure=keep-local', '-'], { stdin: picture });
    expect(run.code).toBe(0);
    const [url = ''] = lines(run.stdout);
    expect(url).toMatch(/^file:\/\/.*\.png$/);
    expect(readFileSync(new URL(url))).toEqual(picture);
  });

  it('leaves a web address as it is', async () => {
    const bench = createBench((await startStore()).endpoint);
    const url = 'http://127.0.0.1:9/a.png';
    const run = await imbed(bench, ['upload', '--on-failure=keep-local', url]);
    expect(run).toMatchObject({ code: 0, stdout: `${url}\n` });
    expect(run.stderr).toContain('[source/download-failed]');
  });

  it('works without a configuration, and says kept-local in JSON', async () => {
    const bench = createBench('http://127.0.0.1:9');
    const path = join(bench.folder, 'a.png');
    writePicture(path);
    const env = { IMBED_CONFIG: join(bench.folder, 'none.json') };
    const run = await imbed(bench, ['upload', '--json', '--on-failure', 'keep-local', path], { env });
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      results: [{ status: 'kept-local', url: pathToFileURL(path).href, error: { code: 'config/not-found' } }],
    });
  });

  it('cannot keep nothing', async () => {
    const bench = createBench((await startStore()).endpoint);
    expectFailure(await imbed(bench, ['upload', '--on-failure=keep-local', '-']), 'source/empty');
  });
});
