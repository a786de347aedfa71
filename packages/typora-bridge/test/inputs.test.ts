import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
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

describe('paths', () => {
  it('in every form lead to the file', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const path = join(bench.folder, 'my 图.png');
    const picture = writePicture(path);
    const forms = [
      path,
      'my 图.png',
      './my 图.png',
      '~/my 图.png',
      encodeURI(path),
      pathToFileURL(path).href,
      `file://${path}`,
      `"${path}"`,
    ];
    const run = await imbed(bench, ['upload', '--', ...forms]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(new Set(lines(run.stdout)).size).toBe(1);
    expect(lines(run.stdout)).toHaveLength(forms.length);
    expect((await fetched(lines(run.stdout)[0] ?? '')).bytes).toEqual(picture);
  });

  it('that exist as they stand are not unescaped', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const literal = writePicture(join(bench.folder, 'a%20b.png'));
    writePicture(join(bench.folder, 'a b.png'));
    const [url = ''] = lines((await imbed(bench, ['upload', 'a%20b.png'])).stdout);
    expect((await fetched(url)).bytes).toEqual(literal);
  });

  it('of Windows reach this system inside WSL', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const path = join(bench.folder, 'a.png');
    const picture = writePicture(path);
    const windows = path.replaceAll('/', '\\');
    const env = { WSL_DISTRO_NAME: 'Ubuntu' };
    const run = await imbed(
      bench,
      ['upload', `wsl$\\Ubuntu${windows}`, `\\\\wsl.localhost\\ubuntu${windows}`],
      { env },
    );
    expect(run.code).toBe(0);
    for (const url of lines(run.stdout)) expect((await fetched(url)).bytes).toEqual(picture);
  });

  it('that start with a dash come after --', async () => {
    const bench = createBench((await startStore()).endpoint);
    writePicture(join(bench.folder, '-a.png'));
    expect((await imbed(bench, ['upload', '--', '-a.png'])).code).toBe(0);
  });
});

describe('bytes', () => {
  it('of standard input are stored', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const picture = uniquePng(300_000);
    const run = await imbed(bench, ['upload', '-'], { stdin: picture });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect((await fetched(lines(run.stdout)[0] ?? '')).bytes).toEqual(picture);
  });

  it('that never come are an empty source', async () => {
    const bench = createBench((await startStore()).endpoint);
    expectFailure(await imbed(bench, ['upload', '-']), 'source/empty');
  });

  it('of an address are stored anew, once private ones are allowed', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const picture = uniquePng();
    const web = createServer((_request, response) => response.end(picture));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void web.close());
    const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/pic.png?sig=s3cret`;
    const refused = await imbed(bench, ['upload', url]);
    expectFailure(refused, 'source/download-failed');
    expect(refused.stdout).toContain('--allow-private');
    expect(`${refused.stdout}${refused.stderr}`).not.toContain('s3cret');
    const run = await imbed(bench, ['upload', '--allow-private', url]);
    expect(run.code).toBe(0);
    const [stored = ''] = lines(run.stdout);
    expect(stored.startsWith(store.endpoint)).toBe(true);
    expect((await fetched(stored)).bytes).toEqual(picture);
  });

  it('of an address are fetched through the proxy that the environment names', async () => {
    const store = await startStore();
    const bench = createBench(store.endpoint);
    const picture = uniquePng();
    const proxy = createServer((_request, response) => response.end(picture));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const env = { http_proxy: `127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const run = await imbed(bench, ['upload', 'http://pictures.invalid/a.png'], { env });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect((await fetched(lines(run.stdout)[0] ?? '')).bytes).toEqual(picture);
  });

  it('of the clipboard need a clipboard', async () => {
    const bench = createBench((await startStore()).endpoint);
    const run = await imbed(bench, ['upload', '--clipboard'], { env: { PATH: '', DISPLAY: ':0' } });
    expectFailure(run, 'source/clipboard-unavailable');
    expect(run.stdout).toContain('xclip');
  });
});
