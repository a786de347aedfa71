import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json, later, listOf, sendRaw, startServer, type TestServer } from '../../test/serve/in-process.ts';
import { uniquePng, writePicture } from '../../test/support.ts';

const token = 'a-token-of-enough-letters';

function pictureIn({ home }: TestServer): string {
  const path = join(home, 'a.png');
  writePicture(path);
  return path;
}

/** An upload that works, but for what an attack changes of it. */
async function attack(server: TestServer, headers: Readonly<Record<string, string>>, path = '/upload') {
  const request = listOf(pictureIn(server));
  return server.send(path, { ...request, headers: { ...request.headers, ...headers } });
}

describe('a page of the web', () => {
  it.each([
    ['whose name its own DNS leads here', { host: 'evil.example' }],
    ['with the right port, too', { host: 'evil.example:PORT' }],
    ['by a name that only looks like this machine', { host: '127.0.0.1.evil.example:PORT' }],
    ['by the address that means every machine', { host: '0.0.0.0:PORT' }],
    ['by this machine at another port', { host: '127.0.0.1:1' }],
  ])('%s is refused', async (_, { host }) => {
    const server = await startServer();
    const { status } = await attack(server, { host: host.replace('PORT', String(server.port)) });
    expect(status).toBe(403);
    expect(server.store.requests).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['with a form', { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' }],
    ['with JSON in a text', { origin: 'https://evil.example', 'content-type': 'text/plain' }],
    ['with JSON, had it been allowed to', { origin: 'https://evil.example' }],
    ['from a frame without origin', { origin: 'null' }],
    ['from a file', { origin: 'file://' }],
    ['of another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['in an old browser that tells the page only', { referer: 'https://evil.example/page' }],
    ['in a browser that tells no page', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['that was opened by a person', { 'sec-fetch-site': 'none' }],
    ['that names two origins', { origin: 'http://127.0.0.1:PORT, https://evil.example' }],
  ])('cannot upload %s', async (_, headers) => {
    const server = await startServer();
    const port = String(server.port);
    const own = Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name, text.replace('PORT', port)]),
    );
    const { status, headers: answer } = await attack(server, own);
    expect(status).toBe(403);
    expect(answer['access-control-allow-origin']).toBeUndefined();
    expect(server.store.requests).toEqual([]);
  });

  it('cannot upload the clipboard, which takes no body', async () => {
    const server = await startServer();
    const post = (headers: Readonly<Record<string, string>>) =>
      server.send('/upload', { method: 'POST', headers });
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('is not told by a preflight that it may, and only who was allowed is', async () => {
    const server = await startServer({ allowedOrigins: ['chrome-extension://abc'] });
    const ask = (origin: string) => server.send('/upload', { method: 'OPTIONS', headers: { origin } });
    const refused = await ask('https://evil.example');
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    const allowed = await ask('chrome-extension://abc');
    expect([allowed.status, allowed.headers['access-control-allow-origin']]).toEqual([
      204,
      'chrome-extension://abc',
    ]);
    const sent = await attack(server, { origin: 'chrome-extension://abc' });
    expect([sent.status, sent.headers['access-control-allow-origin']]).toEqual([
      200,
      'chrome-extension://abc',
    ]);
    expect((await attack(server, { origin: 'app://obsidian.md' })).status).toBe(200);
  });

  it('cannot use what the page of the server uses', async () => {
    const server = await startServer({ allowedOrigins: ['chrome-extension://abc'] });
    const own = { 'x-imbed-page': server.pageToken };
    const state = (headers: Readonly<Record<string, string>>) => server.send('/api/state', { headers });
    expect((await state(own)).status).toBe(200);
    expect((await state({ ...own, origin: server.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await state({})).status).toBe(403);
    expect((await state({ 'x-imbed-page': `${server.pageToken}x` })).status).toBe(403);
    expect((await state({ ...own, origin: 'chrome-extension://abc' })).status).toBe(403);
    expect((await state({ ...own, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('cannot frame, open or read the page of the server', async () => {
    const { headers } = await (await startServer()).send('/');
    expect(headers).toMatchObject({
      ...{ 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin' },
      ...{ 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff' },
    });
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'",
      'cache-control': 'no-store',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a file', () => {
  it.each([
    ['outside of the folders', () => '/etc/hostname'],
    ['reached by dots', ({ home }: TestServer) => `${home}/x/../../config.json`],
    ['reached by escaped dots', ({ home }: TestServer) => `file://${encodeURI(home)}/%2e%2e/config.json`],
    ['of another machine', () => '\\\\evil.example\\share\\a.png'],
    ['of another machine, by slashes', () => '//evil.example/share/a.png'],
    ['named by a file address of another machine', () => 'file://evil.example/a.png'],
    ['with a NUL in its name', ({ home }: TestServer) => `${home}/a.png\0.txt`],
    ['named relatively', () => 'package.json'],
    ['that is standard input', () => '-'],
    ['whose folder only begins alike', ({ home }: TestServer) => `${home}2/a.png`],
    ['that is a folder above', ({ home }: TestServer) => home],
  ])('%s is not read', async (_, pathIn) => {
    const server = await startServer();
    mkdirSync(`${server.home}2`);
    writePicture(`${server.home}2/a.png`);
    const { status, json: reply } = await server.send('/upload', listOf(pathIn(server)));
    expect(status).toBe(422);
    expect(reply.items).toMatchObject([{ status: 'failed', error: { code: 'serve/outside-folders' } }]);
    expect(server.store.requests).toEqual([]);
  });

  it.each(['a.png', 'folder/a.png'])(
    'outside that a link %s in the home leads to is not read',
    async (name) => {
      const server = await startServer();
      mkdirSync(`${server.home}2`);
      writePicture(`${server.home}2/a.png`);
      if (name === 'a.png') symlinkSync(`${server.home}2/a.png`, join(server.home, name));
      else symlinkSync(`${server.home}2`, join(server.home, 'folder'));
      const { json: reply } = await server.send('/upload', listOf(join(server.home, name)));
      expect(reply.items).toMatchObject([{ error: { code: 'serve/outside-folders' } }]);
    },
  );

  it('that is there or is not looks the same from outside', async () => {
    const server = await startServer();
    const ask = async (path: string) => (await server.send('/upload', listOf(path))).json.items[0].error.code;
    expect(await ask('/etc/hostname')).toBe(await ask('/etc/there-is-no-such-file'));
  });

  it.each([
    ['a text with the name of a picture', 'secret.png', 'password=1'],
    ['a private key', 'id_rsa', '-----BEGIN OPENSSH PRIVATE KEY-----'],
    ['nothing', 'empty.png', ''],
  ])('that is %s stays here', async (_, name, text) => {
    const server = await startServer();
    writeFileSync(join(server.home, name), text);
    const { status } = await server.send('/upload', listOf(join(server.home, name)));
    expect(status).toBe(422);
    expect(server.store.requests).toEqual([]);
  });

  it('that is a pipe holds nobody up', async () => {
    const server = await startServer();
    execFileSync('mkfifo', [join(server.home, 'a.png')]);
    const { json: reply } = await server.send('/upload', listOf(join(server.home, 'a.png')));
    expect(reply.items).toMatchObject([{ error: { code: 'source/unreadable' } }]);
  });

  it('of any kind is taken where that was asked for, and still from the folders only', async () => {
    const server = await startServer({ args: ['--any-file'] });
    writeFileSync(join(server.home, 'a.txt'), 'a text');
    expect((await server.send('/upload', listOf(join(server.home, 'a.txt')))).status).toBe(200);
    expect((await server.send('/upload', listOf('/etc/hostname'))).status).toBe(422);
  });

  it('is not looked for in the private network, which only this machine can reach', async () => {
    const server = await startServer();
    const { json: reply } = await server.send(
      '/upload',
      listOf(`${server.url}/`, 'http://169.254.169.254/a.png'),
    );
    expect(reply.items).toMatchObject([
      { error: { code: 'source/download-failed' } },
      { error: { code: 'source/download-failed' } },
    ]);
    const open = await startServer({ args: ['--allow-private'] });
    await fetch(`${open.store.endpoint}/my-notes/a.png`);
    expect(
      (await open.send('/upload', listOf(`${open.store.endpoint}/my-notes/a.png`))).json.items,
    ).toMatchObject([{ error: { message: expect.stringMatching(/HTTP 404/) } }]);
  });
});

describe('where there is a token', () => {
  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['PicList puts it', `?key=${token}`, {}],
    ['PicGo put it', `?secret=${token}`, {}],
    ['PicGo puts it', '', { 'x-picgo-secret': token }],
    ['scripts put it', '', { authorization: `Bearer ${token}` }],
    ['browsers put it', '', { authorization: `Basic ${Buffer.from(`me:${token}`).toString('base64')}` }],
  ])('it is taken from where %s', async (_, query, headers) => {
    const server = await startServer({ token });
    expect((await attack(server, headers, `/upload${query}`)).status).toBe(200);
  });

  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['none', '', {}],
    ['a wrong one', '?key=a-token-of-enough-lettersx', {}],
    ['the beginning of it', `?key=${token.slice(0, -1)}`, {}],
    ['an empty one', '?key=', { authorization: 'Bearer ' }],
    [
      'it as the name and not the password',
      '',
      { authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` },
    ],
  ])('whoever brings %s may do nothing but ask whether it is there', async (_, query, headers) => {
    const server = await startServer({ token });
    const { status, headers: answer } = await attack(server, headers, `/upload${query}`);
    expect([status, answer['www-authenticate']]).toEqual([401, 'Basic realm="Imbed"']);
    for (const path of ['/', '/script-1.js', '/delete', '/api/state'])
      expect(
        (await server.send(`${path}${query}`, { headers, method: path === '/delete' ? 'POST' : 'GET' }))
          .status,
      ).toBe(401);
    expect((await server.send('/heartbeat', { method: 'POST' })).status).toBe(200);
    expect(server.store.requests).toEqual([]);
  });

  it('it makes no page of the web welcome', async () => {
    const server = await startServer({ token });
    expect((await attack(server, { origin: 'https://evil.example' }, `/upload?key=${token}`)).status).toBe(
      403,
    );
  });

  it('it does not get into the log', async () => {
    const server = await startServer({ token });
    await attack(server, { authorization: `Bearer ${token}` }, `/upload?key=${token}`);
    await server.server.stop();
    expect(server.log.join('\n')).toContain('"/upload"');
    expect(server.log.join('\n')).not.toContain(token);
  });

  it('it lets links be deleted by their address', async () => {
    const server = await startServer({ token });
    const { json: uploaded } = await attack(server, {}, `/upload?key=${token}`);
    const body = JSON.stringify({ list: [{ imgUrl: uploaded.result[0] }] });
    const { status } = await server.send(`/delete?key=${token}`, { method: 'POST', headers: json, body });
    expect(status).toBe(200);
  });
});

describe('too much', () => {
  it('JSON is refused', async () => {
    const server = await startServer();
    const body = JSON.stringify({ list: ['x'.repeat(2_000_000)] });
    expect((await server.send('/upload', { method: 'POST', headers: json, body })).status).toBe(413);
  });

  it('of a list is refused', async () => {
    const server = await startServer();
    expect((await server.send('/upload', listOf(...Array.from({ length: 1001 }, () => '/x')))).status).toBe(
      400,
    );
  });

  it('of one file costs that file only', async () => {
    const server = await startServer({ profiles: { blog: { maxBytes: 10_000 } } });
    const form = new FormData();
    for (const bytes of [uniquePng(), uniquePng(20_000), uniquePng()])
      form.append('files', new File([new Uint8Array(bytes)], 'a.png'));
    const { json: reply } = await server.send('/upload', { method: 'POST', body: form });
    expect(reply.items).toMatchObject([
      { status: 'stored' },
      { status: 'failed', error: { code: 'source/too-large' } },
      { status: 'stored' },
    ]);
  });

  it('of the head of a request is refused', async () => {
    const { port } = await startServer();
    const head = `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await sendRaw(port, head)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('at a time from one client is put off, and what was begun goes on', async () => {
    const server = await startServer({ limits: { requestsPerClient: 1 } });
    const path = pictureIn(server);
    const [held, letGo] = later();
    const [begun, begin] = later();
    server.store.intercept(() => {
      begin();
      return { kind: 'stall', until: held };
    });
    const first = server.send('/upload', listOf(path));
    await begun;
    const second = await server.send('/upload', listOf(path));
    expect([second.status, second.headers['retry-after']]).toEqual([429, '1']);
    letGo();
    expect((await first).status).toBe(200);
    expect((await server.send('/heartbeat', { method: 'POST' })).status).toBe(200);
  });
});

describe('a connection', () => {
  it('that never ends its head is ended', async () => {
    const { port } = await startServer({ limits: { headSeconds: 0.2 } });
    expect(await sendRaw(port, `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-`)).toMatch(/408|^$/);
  });

  it.each([
    ['JSON', 'application/json'],
    ['a form', 'multipart/form-data; boundary=x'],
  ])('that stops in the middle of %s is ended, and leaves nothing', async (_, type) => {
    const server = await startServer({ limits: { stallSeconds: 0.2 } });
    const head = `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Type: ${type}\r\n`;
    const body = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\nPNG';
    await sendRaw(server.port, `${head}Content-Length: 1000\r\n\r\n${body}`);
    await server.server.stop();
    expect(server.store.requests).toEqual([]);
  });

  it('that somebody breaks off in a form leaves nothing, and harms nobody', async () => {
    const server = await startServer();
    const socket = connect(server.port, '127.0.0.1');
    const head = `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Type: multipart/form-data; boundary=x\r\n`;
    const body = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\nPNG';
    await new Promise<void>((resolve) => {
      socket.write(`${head}Content-Length: 1000\r\n\r\n${body}`, () => resolve());
    });
    socket.destroy();
    expect((await server.send('/heartbeat', { method: 'POST' })).status).toBe(200);
    await server.server.stop();
    expect(server.log.join()).not.toContain('internal');
  });

  it.each([
    ['a length and an encoding', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n'],
    ['a length that is none', 'Content-Length: +5\r\n'],
    ['an encoding with a blank before the colon', 'Transfer-Encoding : chunked\r\n'],
    ['an unknown encoding', 'Transfer-Encoding: x, chunked, identity\r\n'],
    ['a folded line', 'X: a\r\n b: c\r\n\tContent-Length: 5\r\n'],
    ['two hosts', 'Host: evil.example\r\n'],
    ['two hosts, one of them empty', 'Host:\r\n'],
    ['a bare line feed in a header', 'X: a\nHost: evil.example\r\n'],
  ])('with %s is not read as two requests', async (_, headers) => {
    const server = await startServer();
    const head = `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\nContent-Type: application/json\r\n`;
    const smuggled = `0\r\n\r\nPOST /heartbeat HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`;
    const answer = await sendRaw(server.port, `${head}${headers}\r\n${smuggled}`);
    expect(answer).toMatch(/^HTTP\/1\.1 (400|403|415) /);
    expect(answer).not.toContain('alive');
  });

  it.each([
    'http://evil.example/upload',
    '//evil.example/upload',
    '/upload/../upload',
    '/%75pload',
    '/upload/',
    '*',
  ])('that asks for %s gets nothing', async (target) => {
    const server = await startServer();
    const head = `POST ${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
    expect(await sendRaw(server.port, head)).toMatch(/^HTTP\/1\.1 40[04] /);
  });

  it.each([
    '/../config.json',
    '/..%2fconfig.json',
    '/%2e%2e/config.json',
    '/script-1.js/../../config.json',
    '/__proto__',
  ])('that asks for the file %s gets nothing', async (target) => {
    const server = await startServer();
    const head = `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`;
    expect(await sendRaw(server.port, head)).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('a body that is no request', () => {
  it.each([
    ['no JSON', json, '{oops', 400],
    ['a list of numbers', json, '{"list":[1]}', 400],
    ['a list that is a text', json, '{"list":"a.png"}', 400],
    ['an array', json, '["a.png"]', 400],
    ['JSON as a text', { 'content-type': 'text/plain' }, '{"list":[]}', 415],
    ['JSON without a type', {}, '{"list":[]}', 415],
    [
      'JSON that says it is a form',
      { 'content-type': 'application/x-www-form-urlencoded' },
      '{"list":[]}',
      415,
    ],
    ['a form without a boundary', { 'content-type': 'multipart/form-data' }, 'x', 400],
    ['a form without a file', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--\r\n', 400],
    ['a form that is none', { 'content-type': 'multipart/form-data; boundary=x' }, 'nothing', 400],
  ])('such as %s is refused in the shape that clients read', async (_, headers, body, expected) => {
    const server = await startServer();
    const { status, json: reply } = await server.send('/upload', { method: 'POST', headers, body });
    expect(status).toBe(expected);
    expect(reply).toMatchObject({ success: false, result: [], items: [], message: expect.any(String) });
  });
});
