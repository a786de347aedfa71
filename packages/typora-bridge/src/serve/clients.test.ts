import { join } from 'node:path';
import { expect, it } from 'vitest';
import { json, startServer, type TestAnswer, type TestRequest } from '../../test/serve/in-process.ts';
import { fetched, uniquePng, writePicture } from '../../test/support.ts';

/**
 * Requests as programs of others send them, as far as their sources and the libraries they use tell, and what they
 * look at in the answer.
 */

/** Chromium's own of a request that no page made: what Obsidian's `requestUrl` goes through. */
const electron = {
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'no-cors',
  'sec-fetch-dest': 'empty',
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 obsidian/1.10.6 Chrome/142.0 Electron/39.2 Safari/537.36',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-US',
};

function form(boundary: string, field: string, files: readonly (readonly [name: string, bytes: Buffer])[]) {
  const parts = files.flatMap(([name, bytes]) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    ...[bytes, Buffer.from('\r\n')],
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

it('Image auto upload for Obsidian: files of the vault by their paths, and what it deletes again', async () => {
  const server = await startServer();
  const paths = ['图 1.png', 'sub/b.png'].map((name) => join(server.home, name));
  const pictures = paths.map((path) => writePicture(path));
  const post = (path: string, body: unknown): Promise<TestAnswer> =>
    server.send(path, { method: 'POST', headers: { ...electron, ...json }, body: JSON.stringify(body) });
  const { status, json: data } = await post('/upload', { list: paths });
  expect([status, data.success, data.result.length]).toEqual([200, true, 2]);
  for (const [index, bytes] of pictures.entries())
    expect((await fetched(data.result[index])).bytes).toEqual(bytes);
  // It keeps these, finds one by its link, and sends that back.
  const kept = data.fullResult.find(({ imgUrl }: { imgUrl: string }) => imgUrl === data.result[0]);
  expect((await post('/delete', { list: [JSON.parse(JSON.stringify(kept))] })).json.success).toBe(true);
  expect((await fetch(data.result[0])).status).toBe(404);
});

it('Image auto upload for Obsidian: the clipboard, for which it sends nothing', async () => {
  const server = await startServer();
  const { json: data } = await server.send('/upload', { method: 'POST', headers: electron });
  expect(data).toMatchObject({ success: false, result: [], items: [{ origin: 'clipboard' }] });
  expect(data.message).not.toBe('');
});

it('Image auto upload for Obsidian, to a server elsewhere: files in the field "list", called by whole paths', async () => {
  const server = await startServer();
  const [one, two] = [uniquePng(), uniquePng()];
  const boundary = '----WebKitFormBoundaryAbC123xyz';
  const body = form(boundary, 'list', [
    ['1763807000000.png', one],
    ['C:\\Users\\李 雷\\图.png', two],
  ]);
  const headers = { ...electron, 'content-type': `multipart/form-data; boundary=${boundary}` };
  const { status, json: data } = await server.send('/upload', { method: 'POST', headers, body });
  expect([status, data.success]).toEqual([200, true]);
  for (const [index, bytes] of [one, two].entries())
    expect((await fetched(data.result[index])).bytes).toEqual(bytes);
});

it('plugins in a window of SiYuan, which ask first whether they may', async () => {
  const origin = 'http://127.0.0.1:6806';
  const server = await startServer({ allowedOrigins: [origin] });
  const path = join(server.home, 'a.png');
  writePicture(path);
  const page = {
    origin,
    referer: `${origin}/stage/build/app/`,
    'sec-fetch-site': 'same-site',
    'sec-fetch-mode': 'cors',
  };
  const asked = await server.send('/upload', {
    method: 'OPTIONS',
    headers: {
      ...page,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
      'access-control-request-private-network': 'true',
    },
  });
  expect(asked).toMatchObject({
    status: 204,
    headers: { 'access-control-allow-origin': origin, 'access-control-allow-private-network': 'true' },
  });
  const body = JSON.stringify({ list: [path] });
  const {
    status,
    headers,
    json: data,
  } = await server.send('/upload', {
    ...{ method: 'POST', headers: { ...page, ...json }, body },
  });
  expect([status, headers['access-control-allow-origin'], data.success]).toEqual([200, origin, true]);
});

it.each<[string, TestRequest]>([
  [
    'axios',
    {
      headers: {
        accept: 'application/json, text/plain, */*',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': '0',
      },
    },
  ],
  ['PowerShell', { headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' } }],
  ['requests of Python', { headers: { accept: '*/*', 'content-length': '0' } }],
  [
    'curl -d ""',
    {
      headers: { accept: '*/*', 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' },
    },
  ],
  ['a program that sends chunks, and none', { headers: { 'transfer-encoding': 'chunked' } }],
])('%s, without a body: the clipboard', async (_, request) => {
  const server = await startServer();
  const { json: data } = await server.send('/upload', { method: 'POST', ...request });
  expect(data.items).toMatchObject([{ origin: 'clipboard' }]);
});
