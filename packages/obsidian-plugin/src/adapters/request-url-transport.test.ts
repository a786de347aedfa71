import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ImbedError } from '@imbed/core';
import { afterEach, describe, expect, it } from 'vitest';
import { requestUrl } from '../../test/host/request-url.ts';
import { createRequestUrlTransport, type RequestUrl } from './request-url-transport.ts';

// Its timers are those of the window that a person looks at.
Object.assign(globalThis, { window: globalThis });

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** @returns its address */
function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function create(send: RequestUrl = requestUrl, timeoutMs = 60_000) {
  return createRequestUrlTransport(send, { timeoutMs, tlsVerify: true, proxy: '' });
}

function failing(message: string): RequestUrl {
  return () => Promise.reject(new Error(message));
}

const silent: RequestUrl = () => new Promise(() => undefined);
const get = { method: 'GET', url: 'https://s3.example.com/a?X-Amz-Signature=deadbeef', headers: {} } as const;

async function codeOf(sending: Promise<unknown>) {
  const error = await sending.then(
    () => undefined,
    (reason: ImbedError) => reason,
  );
  expect(JSON.stringify(error?.facts)).not.toContain('deadbeef');
  return error?.code;
}

describe('requestUrl as a transport', () => {
  it('gives status, lower-case headers and body, also of a refusal', async () => {
    const url = await serve((_, answer) => answer.writeHead(403, { ETag: '"a"' }).end('<Error/>'));
    const response = await create().send({ ...get, url });
    expect(response).toMatchObject({ status: 403, headers: { etag: '"a"' } });
    expect(new TextDecoder().decode(response.body)).toBe('<Error/>');
  });

  it('sends exactly the bytes of the body, with their own content type', async () => {
    const received: (string | undefined)[] = [];
    const url = await serve((request, answer) => {
      received.push(request.headers['content-type']);
      request.setEncoding('latin1').on('data', (text: string) => received.push(text));
      request.on('end', () => answer.end());
    });
    const body = new TextEncoder().encode('secret-picture-secret').subarray(7, 14);
    await create().send({ method: 'PUT', url, headers: { 'content-type': 'image/png' }, body });
    expect(received).toEqual(['image/png', 'picture']);
  });

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'network/dns'],
    ['net::ERR_CONNECTION_REFUSED', 'network/unreachable'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'network/tls'],
    ['net::ERR_CONNECTION_RESET', 'network/interrupted'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'network/proxy'],
    ['something that no one has seen', 'network/unreachable'],
  ])('%s is %s', async (message, code) => {
    expect(await codeOf(create(failing(message)).send(get))).toBe(code);
  });

  it('sends nothing when it was cancelled before', async () => {
    let sent = 0;
    const counting: RequestUrl = (request) => {
      sent += 1;
      return requestUrl(request);
    };
    const sending = create(counting).send(get, { signal: AbortSignal.abort() });
    await expect(sending).rejects.toMatchObject({ code: 'cancelled', facts: { outcome: 'not-sent' } });
    expect(sent).toBe(0);
  });

  it('stops waiting when it is cancelled, and says that the object may exist', async () => {
    const controller = new AbortController();
    const sending = create(silent).send(get, { signal: controller.signal });
    controller.abort();
    await expect(sending).rejects.toMatchObject({ code: 'cancelled', facts: { outcome: 'unknown' } });
  });

  it('gives up on a server that keeps silent', async () => {
    const body = new Uint8Array(160);
    await expect(create(silent, 20).send({ ...get, method: 'PUT', body })).rejects.toMatchObject({
      code: 'network/timeout',
      facts: { seconds: 0.02 },
    });
  });

  it('refuses an answer that is larger than the caller bears', async () => {
    const url = await serve((_, answer) => answer.end('0123456789'));
    expect(await codeOf(create().send({ ...get, url }, { maxResponseBytes: 9 }))).toBe('source/too-large');
  });

  it("takes a proxy's own refusal for what it is", async () => {
    const url = await serve((_, answer) => answer.writeHead(407).end());
    expect(await codeOf(create().send({ ...get, url }))).toBe('network/proxy');
  });

  it('sends no address that would be rewritten after it was signed', async () => {
    expect(await codeOf(create().send({ ...get, url: 'https://s3.example.com/a/%2e%2e/b' }))).toBe(
      'internal',
    );
  });

  it.each([
    ['proxy', { proxy: 'http://proxy:3128', tlsVerify: true }],
    ['tlsVerify', { proxy: '', tlsVerify: false }],
  ])('refuses the setting %s, which only the system can grant', (field, settings) => {
    expect(() => createRequestUrlTransport(requestUrl, { timeoutMs: 1, ...settings })).toThrow(
      expect.objectContaining({
        code: 'config/invalid',
        facts: { issues: [expect.objectContaining({ field })] },
      }),
    );
  });
});
