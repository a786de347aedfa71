import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { download } from './download.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A site that answers so. */
async function siteWith(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png?key=secret`;
}

const line = { timeoutSeconds: 60 };

it('gives the bytes of an image up to its limit', async () => {
  const url = await siteWith((response) => response.end('12345'));
  expect(new TextDecoder().decode(await download(url, { maxBytes: 5 }, line))).toBe('12345');
});

it('refuses what says that it is too large before any of it came', async () => {
  const url = await siteWith((response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.flushHeaders();
  });
  await expect(download(url, { maxBytes: 5 }, line)).rejects.toMatchObject({
    ...{ code: 'source/too-large', facts: { bytes: 1000, limitBytes: 5 } },
  });
});

it('stops reading what never ends', async () => {
  const url = await siteWith((response) => void response.write('123456'));
  const error = await download(url, { maxBytes: 5 }, line).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'source/too-large', facts: { limitBytes: 5 } });
  expect(error.facts.name).not.toContain('secret');
});

it('tells of an address that gives no image', async () => {
  const url = await siteWith((response) => response.writeHead(404).end());
  await expect(download(url, { maxBytes: 5 }, line)).rejects.toMatchObject({
    code: 'source/download-failed',
  });
});

it.each(['the answer', 'the rest'])('gives up a site that keeps it waiting for %s', async (what) => {
  const url = await siteWith((response) => what === 'the rest' && response.write('1'));
  const error = await download(url, { maxBytes: 5 }, { timeoutSeconds: 0.2 }).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'source/download-failed', facts: { detail: 'no answer in 0.2 s' } });
});
