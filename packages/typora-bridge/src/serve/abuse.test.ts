import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { json, later, listOf, sendRaw, startServer, type TestServer } from '../../test/serve/in-process.ts';
import { uniquePng, writePicture } from '../../test/support.ts';

function formOf(count: number, value: (name: string) => File | string): FormData {
  const form = new FormData();
  for (let index = 0; index < count; index++) form.append('files', value(`${index}.png`) as File);
  return form;
}

/** Files of requests that are over. */
function leftIn({ state }: TestServer): readonly string[] {
  const folder = join(state, 'serve', 'incoming');
  return readdirSync(folder).flatMap((run) => readdirSync(join(folder, run)));
}

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

  it.each<[string, number, () => FormData]>([
    ['500 files', 400, () => formOf(501, (name) => new File(['x'], name))],
    ['100 fields beside the files', 400, () => formOf(101, () => 'x')],
  ])('in one form, more than %s, is refused, and none of it is kept', async (_, expected, form) => {
    const server = await startServer();
    const { status } = await server.send('/upload', { method: 'POST', body: form() });
    expect(status).toBe(expected);
    expect(server.store.requests).toEqual([]);
    expect(leftIn(server)).toEqual([]);
  });

  it('in one field or the head of a part costs memory for its beginning only, and the file is stored', async () => {
    const server = await startServer();
    const headers = Array.from({ length: 1000 }, (__, index) => `X-${index}: x\r\n`).join('');
    const body = Buffer.concat([
      Buffer.from(`--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'x'.repeat(1_000_000)}\r\n`),
      Buffer.from('--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n'),
      ...[Buffer.from(`${headers}\r\n`), uniquePng(), Buffer.from('\r\n--x--\r\n')],
    ]);
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await server.send('/upload', { method: 'POST', headers: type, body })).status).toBe(200);
  });

  it('of a form is refused by the length that it announces, before any of it is taken', async () => {
    const { port, store } = await startServer();
    const head = `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x\r\n`;
    const answer = await sendRaw(port, `${head}Content-Length: 300000000\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(store.requests).toEqual([]);
  });

  it('that is sent on after the answer ends the connection', async () => {
    const server = await startServer({ limits: { unwantedBytes: 1_000_000 } });
    const socket = connect(server.port, '127.0.0.1');
    const ended = new Promise<void>((resolve) => {
      socket.on('error', () => {}).on('close', () => resolve());
    });
    const head = `POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 900000000\r\n\r\n`;
    socket.write(head);
    const more = () => socket.write(Buffer.alloc(100_000), () => setImmediate(more));
    more();
    await ended;
  });

  it('of connections at a time is not taken, and those that are there go on', async () => {
    const server = await startServer({ limits: { connections: 2 } });
    const held = [1, 2].map(() => connect(server.port, '127.0.0.1'));
    onTestFinished(() => {
      for (const socket of held) socket.destroy();
    });
    await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    await expect(server.send('/heartbeat')).rejects.toThrow();
    const answer = new Promise((resolve) => held[0]?.once('data', (data) => resolve(String(data))));
    held[0]?.write(`GET /heartbeat HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('of connections from one address is closed at once, silent ones too, and one that ends makes room', async () => {
    const server = await startServer({ limits: { connectionsPerClient: 2 } });
    const held = [1, 2].map(() => connect(server.port, '127.0.0.1'));
    onTestFinished(() => {
      for (const socket of held) socket.destroy();
    });
    await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    await expect(server.send('/heartbeat')).rejects.toThrow();
    held[0]?.destroy();
    await expect.poll(() => server.send('/heartbeat').then(({ status }) => status, String)).toBe(200);
  });

  it('of the head of a request is refused', async () => {
    const { port } = await startServer();
    const head = `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await sendRaw(port, head)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('at a time from one client is put off, and what was begun goes on', async () => {
    const server = await startServer({ limits: { requestsPerClient: 1 } });
    const path = join(server.home, 'a.png');
    writePicture(path);
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
    const page = { ...json, origin: 'app://obsidian.md' };
    const third = await server.send('/upload', { ...listOf(path), headers: page });
    expect([third.status, third.headers['access-control-allow-origin']]).toEqual([429, 'app://obsidian.md']);
    // What costs nothing is answered all the same, and the page has a count of its own.
    const own = { 'x-imbed-page': server.pageToken };
    const light = [
      await server.send('/heartbeat', { method: 'POST' }),
      await server.send('/'),
      ...[
        await server.send('/api/state', { headers: own }),
        await server.send('/api/history', { headers: own }),
      ],
    ];
    expect(light.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await server.send('/api/history', { headers: { 'x-imbed-page': 'x' } })).status).toBe(429);
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

  it('that takes too long over the whole of a request is ended', async () => {
    const server = await startServer({ limits: { headSeconds: 0.2, requestSeconds: 0.2 } });
    const head = `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Type: application/json\r\n`;
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write(`${head}Content-Length: 1000000\r\n\r\n`),
    );
    // Never long without a byte.
    const trickle = setInterval(() => socket.write(' '), 20);
    await new Promise<void>((resolve) => {
      socket.on('error', () => {}).on('close', () => resolve());
    });
    clearInterval(trickle);
    expect(server.store.requests).toEqual([]);
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

  it.each([
    ['JSON', '/upload', 'application/json'],
    ['a file', '/api/uploads', 'image/png'],
  ])('that somebody breaks off in %s is cancelled, and no failure of the server', async (_, path, type) => {
    const server = await startServer();
    const socket = connect(server.port, '127.0.0.1');
    const own = `X-Imbed-Page: ${server.pageToken}\r\nOrigin: ${server.url}\r\nContent-Type: ${type}\r\n`;
    const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n${own}`;
    await new Promise<void>((resolve) => {
      socket.write(`${head}Content-Length: 1000\r\n\r\nPNG`, () => resolve());
    });
    expect((await server.send('/heartbeat', { method: 'POST' })).status).toBe(200);
    socket.destroy();
    await expect.poll(() => server.log).toContain('cancelled');
    expect(server.log).not.toContain('internal');
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
