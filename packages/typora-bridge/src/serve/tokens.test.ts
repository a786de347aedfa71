import { describe, expect, it } from 'vitest';
import { attack, json, startServer, type TestServer } from '../../test/serve/in-process.ts';

const token = 'a-token-of-enough-letters';

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

  it('it does not get into the log, nor do addresses that are none of the server’s', async () => {
    const server = await startServer({ token });
    await attack(server, { authorization: `Bearer ${token}` }, `/upload?key=${token}`);
    await server.send(`/home/me/my-secret.png?key=${token}`, { method: 'POST' });
    await server.server.stop();
    expect(server.log.join('\n')).toContain('"/upload"');
    expect(server.log.join('\n')).not.toContain(token);
    expect(server.log.join('\n')).not.toContain('my-secret');
  });

  it('it lets links be deleted by their address', async () => {
    const server = await startServer({ token });
    const { json: uploaded } = await attack(server, {}, `/upload?key=${token}`);
    const body = JSON.stringify({ list: [{ imgUrl: uploaded.result[0] }] });
    const { status } = await server.send(`/delete?key=${token}`, { method: 'POST', headers: json, body });
    expect(status).toBe(200);
  });
});

describe('behind a proxy or a tunnel', () => {
  const origin = 'https://img.example.com';
  const asPage = ({ pageToken }: TestServer, more: Readonly<Record<string, string>>) => ({
    headers: { 'x-imbed-page': pageToken, authorization: `Bearer ${token}`, ...more },
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['passes on its own name', { host: 'img.example.com', origin }],
    ['names its port', { host: 'img.example.com:443', origin }],
    ['calls the server by its own address', { origin, 'sec-fetch-site': 'same-origin' }],
  ])('that %s, the page and programs work as they do here', async (_, headers) => {
    const server = await startServer({ token, publicOrigins: [origin] });
    expect((await server.send('/api/state', asPage(server, headers))).status).toBe(200);
    expect((await attack(server, headers, `/upload?key=${token}`)).status).toBe(200);
  });

  it('no other name and no other page is let in by that', async () => {
    const server = await startServer({ token, publicOrigins: [origin] });
    const statuses = [
      await attack(server, { host: 'evil.example' }, `/upload?key=${token}`),
      await attack(server, { host: 'img.example.com.evil.example' }, `/upload?key=${token}`),
      await attack(server, { origin: 'http://img.example.com' }, `/upload?key=${token}`),
      await server.send('/api/state', asPage(server, { origin: 'https://evil.example' })),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect((await (await startServer()).send('/', { headers: { host: 'img.example.com' } })).status).toBe(
      403,
    );
  });
});
