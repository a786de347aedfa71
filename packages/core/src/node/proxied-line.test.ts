import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { deadHost, receive, startLoopback, startRawLoopback } from '../testing/loopback.ts';
import { startProxy } from '../testing/loopback-proxy.ts';
import { createTestCertificate, type TestCertificate } from '../testing/test-certificate.ts';
import { failureOf, get, impatient, patient, put, usingServers } from '../testing/transport-test-tools.ts';
import { createNodeTransport } from './http-transport.ts';

const using = usingServers();
const secretPath = '/private-key.png?X-Amz-Signature=deadbeef';

/** Sends through the proxy; certificates are self-signed here, so nobody verifies them. */
function through(proxy: string, timeoutMs = patient) {
  return createNodeTransport({ timeoutMs, tlsVerify: false, proxy });
}

async function startEcho(tls?: TestCertificate) {
  const server = await using(
    startLoopback(async (incoming, answer) => {
      const { url, headers, body } = await receive(incoming);
      answer.end(
        JSON.stringify({
          url,
          host: headers.host,
          leaked: headers['proxy-authorization'],
          bytes: body.length,
        }),
      );
    }, tls),
  );
  return server;
}

function textOf({ body }: { readonly body: Uint8Array }): unknown {
  return JSON.parse(Buffer.from(body).toString());
}

describe.each(['http', 'https'] as const)('an %s proxy', (proxyScheme) => {
  const certificate = async (wanted: boolean) => (wanted ? await createTestCertificate() : undefined);
  const startOwnProxy = async (user?: string) => {
    const tls = await certificate(proxyScheme === 'https');
    return using(startProxy({ ...(tls && { tls }), ...(user !== undefined && { user }) }));
  };

  it.each(['http', 'https'] as const)('takes requests to %s, path and query untouched', async (scheme) => {
    const server = await startEcho(await certificate(scheme === 'https'));
    const proxy = await startOwnProxy();
    const path = "/a/%2e%2e/b?x='y'";
    const response = await through(proxy.url).send(put(`${server.url}${path}`, new Uint8Array(200_000)));
    expect(textOf(response)).toEqual({ url: path, host: server.host, bytes: 200_000 });
    const asked = scheme === 'https' ? `CONNECT ${server.host}` : `PUT ${server.url}${path}`;
    expect(proxy.asked).toEqual([asked]);
  });

  it.each(['http', 'https'] as const)(
    'is given its user and password on the way to %s, the server is not',
    async (scheme) => {
      const server = await startEcho(await certificate(scheme === 'https'));
      const proxy = await startOwnProxy('me:p@ss:wörd');
      const address = proxy.url.replace('//', '//me:p%40ss%3Aw%C3%B6rd@');
      expect(textOf(await through(address).send(get(`${server.url}/a`)))).toEqual({
        url: '/a',
        host: server.host,
        bytes: 0,
      });
    },
  );

  it.each(['http', 'https'] as const)(
    'that asks for a password, on the way to %s, is network/proxy with 407',
    async (scheme) => {
      const server = await startEcho(await certificate(scheme === 'https'));
      const proxy = await startOwnProxy('me:secret');
      const address = proxy.url.replace('//', '//me:wrong-secret@');
      const error = await failureOf(through(address).send(get(`${server.url}${secretPath}`)));
      expect(error).toMatchObject({ code: 'network/proxy', retryable: false, facts: { status: 407 } });
      expect(JSON.stringify(error.facts)).not.toContain('secret');
    },
  );

  it('keeps a tunnel for the next request', async () => {
    const server = await startEcho(await createTestCertificate());
    const proxy = await startOwnProxy();
    const transport = through(proxy.url);
    for (let turn = 0; turn < 3; turn += 1) await transport.send(get(`${server.url}/${turn}`));
    expect([proxy.asked.length, server.connections()]).toEqual([1, 1]);
  });
});

describe('a proxy that fails', () => {
  it.each(['http', 'https'] as const)('is named when it is not there, for %s', async (scheme) => {
    const error = await failureOf(
      through(`http://${deadHost}`).send(get(`${scheme}://store.example${secretPath}`)),
    );
    expect(error).toMatchObject({ code: 'network/proxy' });
    expect(error.facts).toEqual({ host: deadHost, serviceCode: 'ECONNREFUSED' });
  });

  it('is named when no one knows its name', async () => {
    const error = await failureOf(
      through('http://no-such-host.invalid:3128').send(get('http://store.example/a')),
    );
    expect(error).toMatchObject({ code: 'network/proxy', facts: { host: 'no-such-host.invalid:3128' } });
  });

  it('is named when it refuses a tunnel, and its page is not taken for an answer', async () => {
    const proxy = await using(startProxy({ refuseWith: 503 }));
    const error = await failureOf(through(proxy.url).send(get(`https://store.example${secretPath}`)));
    expect(error).toMatchObject({ code: 'network/proxy', facts: { host: proxy.host, status: 503 } });
  });

  it('is named when it cannot reach the server', async () => {
    const proxy = await using(startProxy());
    const error = await failureOf(through(proxy.url).send(get(`https://${deadHost}${secretPath}`)));
    expect(error).toMatchObject({ code: 'network/proxy', facts: { host: proxy.host, status: 502 } });
  });

  it('is named when it hangs up', async () => {
    const proxy = await using(startRawLoopback((socket) => socket.once('data', () => socket.destroy())));
    const error = await failureOf(through(proxy.url).send(get(`https://store.example${secretPath}`)));
    expect(error).toMatchObject({
      code: 'network/proxy',
      facts: { host: proxy.host, serviceCode: 'ECONNRESET' },
    });
  });

  it.each(['http', 'https'] as const)('is given up when it keeps silent, for %s', async (scheme) => {
    const proxy = await using(startProxy({ silent: true }));
    const error = await failureOf(
      through(proxy.url, impatient).send(get(`${scheme}://store.example${secretPath}`)),
    );
    expect(error).toMatchObject({ code: 'network/timeout', facts: { seconds: impatient / 1000 } });
  });

  it('is given up when the tunnel it made stays silent', async () => {
    // The time begins to pass when the tunnel is there, however long that took.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const silence = (socket: Socket) => socket.once('data', () => vi.advanceTimersByTime(patient));
    const server = await using(startRawLoopback(silence));
    const proxy = await using(startProxy());
    const error = await failureOf(through(proxy.url).send(get(`https://${server.host}${secretPath}`)));
    expect(error).toMatchObject({ code: 'network/timeout', facts: { host: server.host } });
  });

  it('does not hide a certificate that no one vouches for', async () => {
    const server = await startEcho(await createTestCertificate());
    const proxy = await using(startProxy());
    const transport = createNodeTransport({ timeoutMs: patient, tlsVerify: true, proxy: proxy.url });
    const error = await failureOf(transport.send(get(`${server.url}${secretPath}`)));
    expect(error).toMatchObject({ code: 'network/tls', facts: { host: server.host } });
  });

  it('is hung up on when the caller cancels, and the store got nothing', async () => {
    const controller = new AbortController();
    const proxy = await using(startProxy({ silent: true }));
    const hungUp = new Promise((resolve) => {
      proxy.server.on('connect', (_incoming, client) => {
        resolve(once(client, 'end'));
        controller.abort();
      });
    });
    const sending = through(proxy.url).send(get('https://store.example/a'), { signal: controller.signal });
    expect(await failureOf(sending)).toMatchObject({ code: 'cancelled', facts: { outcome: 'not-sent' } });
    await hungUp;
  });
});

it.each(['socks5://127.0.0.1:1080', 'proxy.example:3128', 'not an address'])(
  'an address that is no http proxy is refused by the field it stands in: %s',
  async (proxy) => {
    const error = await failureOf(through(proxy).send(get('http://store.example/a')));
    expect(error).toMatchObject({ code: 'config/invalid', facts: { issues: [{ field: 'proxy' }] } });
  },
);
