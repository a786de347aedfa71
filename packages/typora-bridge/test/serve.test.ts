import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withFake } from './fake-program.ts';
import { serve } from './serve/started.ts';
import { createBench, fetched, finished, imbed, start, startStore, writePicture } from './support.ts';

const run = promisify(execFile);

/** Resolves when a program has said this. */
function textOf(stream: Readable | null, pattern: RegExp): Promise<void> {
  return new Promise((resolve) => {
    let text = '';
    stream?.on('data', (chunk: Buffer) => {
      text += chunk;
      if (pattern.test(text)) resolve();
    });
  });
}

/** As everybody's shell has it; its own words for what went wrong are in the answer. */
async function curl(...args: readonly string[]): Promise<{ readonly status: number; readonly text: string }> {
  const { stdout } = await run('curl', ['-sS', '--noproxy', '*', '-w', '\n%{http_code}', ...args], {
    maxBuffer: 1e7,
  });
  const [, text = '', status = ''] = /^(.*)\n(\d+)$/s.exec(stdout) ?? [];
  return { status: Number(status), text };
}

function listOf(...list: readonly string[]): readonly string[] {
  return ['-H', 'Content-Type: application/json', '-d', JSON.stringify({ list })];
}

function listening(server: Server): Promise<number> {
  onTestFinished(() => void server.close());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

it('takes every request that PicGo and PicList document, sent by curl', async () => {
  const bench = createBench((await startStore()).endpoint);
  const { url } = await serve(bench);
  const [one, two] = [join(bench.folder, '图 1.png'), join(bench.folder, 'b.png')];
  const bytes = [writePicture(one), writePicture(two)];

  expect(JSON.parse((await curl('-X', 'POST', `${url}/heartbeat`)).text)).toMatchObject({ result: 'alive' });
  const answers = [
    await curl(...listOf(one, two), `${url}/upload`),
    await curl('-F', `files=@${one}`, '-F', `files=@${two}`, `${url}/upload`),
    await curl(...listOf(one, two), `${url}/upload?picbed=custom&configName=blog&key=none`),
    await curl(...listOf(one, two), `${url}/upload?uploader=custom&configName=blog`),
  ];
  for (const { status, text } of answers) {
    const { success, result } = JSON.parse(text);
    expect([status, success, result.length]).toEqual([200, true, 2]);
    for (const [index, link] of result.entries()) expect((await fetched(link)).bytes).toEqual(bytes[index]);
  }
  const { fullResult } = JSON.parse(answers[0]?.text ?? '');
  const removal = ['-H', 'Content-Type: application/json', '-d', JSON.stringify({ list: fullResult })];
  expect(JSON.parse((await curl(...removal, `${url}/delete`)).text)).toMatchObject({ success: true });

  const clipboard = await curl('-X', 'POST', `${url}/upload`);
  expect(JSON.parse(clipboard.text)).toMatchObject({ items: [{ origin: 'clipboard' }] });
});

it('refuses pages of the web, files from elsewhere and what is no image', async () => {
  const bench = createBench((await startStore()).endpoint);
  const { url } = await serve(bench);
  const picture = join(bench.folder, 'a.png');
  writePicture(picture);
  writeFileSync(join(bench.folder, 'b.png'), 'no image');
  const statuses = [
    await curl(...listOf(picture), '-H', 'Origin: https://evil.example', `${url}/upload`),
    await curl(...listOf(picture), '-H', 'Host: evil.example', `${url}/upload`),
    await curl('-H', 'Content-Type: text/plain', '-d', '{"list":[]}', `${url}/upload`),
    await curl(...listOf('/etc/hostname'), `${url}/upload`),
    await curl(...listOf(join(bench.folder, 'b.png')), `${url}/upload`),
    await curl('--path-as-is', `${url}/../config.json`),
    await curl(`${url}/api/state`),
  ];
  expect(statuses.map(({ status }) => status)).toEqual([403, 403, 415, 422, 422, 404, 403]);
});

it('hands out its page, under a policy that lets nothing else in', async () => {
  const bench = createBench((await startStore()).endpoint);
  const { url } = await serve(bench);
  const page = await fetch(`${url}/`);
  const html = await page.text();
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const token = /<meta name="imbed-page" content="([\w-]{32})">/.exec(html)?.[1] ?? '';
  const state = await fetch(`${url}/api/state`, { headers: { 'x-imbed-page': token } });
  expect(await state.json()).toMatchObject({ profiles: [{ name: 'blog' }] });
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
  expect(files.length).toBeGreaterThan(1);
  for (const path of files) expect((await fetch(`${url}${path}`)).status).toBe(200);
});

it('shares the history with the command', async () => {
  const bench = createBench((await startStore()).endpoint);
  const picture = join(bench.folder, 'a.png');
  writePicture(picture);
  const { stdout } = await imbed(bench, ['upload', picture]);
  const { url } = await serve(bench);
  const token = /content="([\w-]{32})"/.exec((await curl(`${url}/`)).text)?.[1] ?? '';
  const history = await curl('-H', `x-imbed-page: ${token}`, `${url}/api/history`);
  expect(JSON.parse(history.text).items).toMatchObject([{ name: 'a.png', url: stdout.trim() }]);
});

describe('one at a time', () => {
  it('the second says where the first is, and opens its page when asked to', async () => {
    const bench = createBench((await startStore()).endpoint);
    const { url } = await serve(bench);
    const second = await imbed(bench, ['serve', '--port=0']);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(url);
    expect(second.stderr).toContain('[serve/running]');

    const browser = withFake(bench, 'xdg-open');
    const third = await imbed(bench, ['serve', '--open'], { env: { PATH: browser.PATH } });
    expect(third).toMatchObject({ code: 0, stdout: `Imbed runs already: ${url}\n`, stderr: '' });
    const other = await imbed(bench, ['serve', '--open', '--port=1', '--any-file'], {
      env: { PATH: browser.PATH },
    });
    expect(other.stderr).toContain('--port, --any-file');
    const elsewhere = { IMBED_STATE_DIR: join(bench.folder, 'other state') };
    const fourth = await imbed(bench, ['serve', `--port=${new URL(url).port}`], { env: elsewhere });
    expect(fourth.stderr).toContain('in use by another Imbed server');
    await expect.poll(browser.calls).toBe(`${url}\n${url}\n`);
  });

  it('a killed one is in nobody’s way', async () => {
    const bench = createBench((await startStore()).endpoint);
    const first = await serve(bench);
    first.child.kill('SIGKILL');
    await first.ended;
    const { url } = await serve(bench);
    expect((await curl('-X', 'POST', `${url}/heartbeat`)).status).toBe(200);
  });

  it.each([
    ['PicGo', '{"success":true,"result":"alive"}', 'PicGo'],
    ['another program', 'hello', 'another program'],
  ])('says that %s has the port', async (_, answer, expected) => {
    const bench = createBench((await startStore()).endpoint);
    const port = await listening(createServer((_request, response) => response.end(answer)));
    const { code, stderr } = await imbed(bench, ['serve', `--port=${port}`]);
    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port} is in use by ${expected}`);
  });
});

it('is for this machine only until there is a token', async () => {
  const bench = createBench((await startStore()).endpoint);
  const refused = await imbed(bench, ['serve', '--port=0', '--host=0.0.0.0']);
  expect([refused.code, refused.stderr.includes('[serve/token-needed]')]).toEqual([1, true]);
  const file = join(bench.folder, 'token.txt');
  writeFileSync(file, 'short\n');
  expect((await imbed(bench, ['serve', '--host=0.0.0.0', '--token-file', file])).code).toBe(2);
  writeFileSync(file, 'a-token-of-enough-letters\n');
  const { url } = await serve(bench, ['--host=0.0.0.0', '--token-file', file]);
  expect((await curl(...listOf('/x'), `${url}/upload`)).status).toBe(401);
  expect((await curl(...listOf('/x'), `${url}/upload?key=a-token-of-enough-letters`)).status).toBe(422);
});

it('is reached by a proxy under the name that it was told, with a token', async () => {
  const bench = createBench((await startStore()).endpoint);
  const name = ['--public-url', 'https://img.example.com'];
  const refused = await imbed(bench, ['serve', '--port=0', ...name]);
  expect([refused.code, refused.stderr.includes('img.example.com')]).toEqual([1, true]);
  expect((await imbed(bench, ['serve', '--public-url', 'https://img.example.com/path'])).code).toBe(2);
  const { url } = await serve(bench, name, { env: { IMBED_SERVE_TOKEN: 'a-token-of-enough-letters' } });
  const headers = ['-H', 'Host: img.example.com', '-H', 'Origin: https://img.example.com'];
  const picture = join(bench.folder, 'a.png');
  writePicture(picture);
  const stored = await curl(...listOf(picture), ...headers, `${url}/upload?key=a-token-of-enough-letters`);
  expect(stored.status).toBe(200);
  // A tunnel from another port of this machine needs none.
  const { url: own } = await serve(createBench((await startStore()).endpoint), [
    '--public-url',
    'http://127.0.0.1:8080',
  ]);
  expect((await curl('-H', 'Host: 127.0.0.1:8080', `${own}/`)).status).toBe(200);
});

it('ends when it is told to, having finished what was begun', async () => {
  const store = await startStore();
  const bench = createBench(store.endpoint);
  const { url, child, ended } = await serve(bench);
  const picture = join(bench.folder, 'a.png');
  writePicture(picture);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const begun = new Promise<void>((resolve) => {
    store.intercept(() => {
      resolve();
      return { kind: 'stall', until: held };
    });
  });
  const answer = curl(...listOf(picture), `${url}/upload`);
  await begun;
  child.kill('SIGTERM');
  const heartbeat = async () => (await curl(`${url}/heartbeat`)).text;
  await expect.poll(heartbeat).toContain('"stopping":true');
  expect((await curl(...listOf(picture), `${url}/upload`)).status).toBe(503);
  // The next one waits for it: both would take what is pending for their own.
  const next = start(bench, ['serve', `--port=${new URL(url).port}`]);
  onTestFinished(() => void next.kill('SIGKILL'));
  await textOf(next.stderr, /about to stop/);
  letGo();
  expect(JSON.parse((await answer).text).success).toBe(true);
  expect((await ended).code).toBe(0);
  await textOf(next.stdout, /http:/);
  next.kill('SIGTERM');
  await finished(next);
  expect(readFileSync(join(bench.state, 'serve', 'serve.log'), 'utf8')).toMatch(
    /POST \/upload 200 .*\n.* stopped\n$/s,
  );
  expect(existsSync(join(bench.state, 'serve', 'instance.json'))).toBe(false);
});
