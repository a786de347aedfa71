import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attack, listOf, startServer, type TestServer } from '../../test/serve/in-process.ts';
import { createFolder, writePicture } from '../../test/support.ts';
import { createAllowedFiles } from './allowed-files.ts';

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
    ['that was opened by a person', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
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
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post({ ...form, origin: 'null' })).status).toBe(403);
    expect((await post({ ...form, referer: 'https://evil.example/' })).status).toBe(403);
    expect((await post({ ...form, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
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
    expect((await state({ ...own, 'sec-fetch-site': 'none' })).status).toBe(403);
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

  it('that was put in the place of the one that was looked at is not read', async () => {
    const folder = createFolder();
    const path = join(folder, 'a.png');
    writePicture(path);
    const { read } = createAllowedFiles([folder]).open([path], 'a.png');
    writePicture(join(folder, 'other.png'));
    renameSync(join(folder, 'other.png'), path);
    await expect(read()).rejects.toMatchObject({ code: 'source/changed' });
    const linked = createAllowedFiles([folder]).open([path], 'a.png');
    rmSync(path);
    symlinkSync('/etc/hostname', path);
    await expect(linked.read()).rejects.toMatchObject({ code: 'source/unreadable' });
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
