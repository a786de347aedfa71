import { once } from 'node:events';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ImbedError } from '../errors.ts';
import type { SendOptions } from '../http/transport.ts';
import { deadHost, startLoopback, startRawLoopback } from './loopback.ts';
import { createTestCertificate, type TestCertificate } from './test-certificate.ts';
import {
  failureOf,
  get,
  impatient,
  type Make,
  put,
  secretPath,
  startRecorder,
  usingServers,
} from './transport-test-tools.ts';

export function describeStopping(make: Make): void {
  const using = usingServers();

  it('sends nothing when it was cancelled before', async () => {
    const server = await using(startRecorder());
    const sending = make().send(get(`${server.url}${secretPath}`), { signal: AbortSignal.abort() });
    expect(await failureOf(sending)).toMatchObject({ code: 'cancelled', facts: { outcome: 'not-sent' } });
    expect(server.connections()).toBe(0);
  });

  it('hangs up when it is cancelled, and says that the object may exist', async () => {
    const controller = new AbortController();
    let hungUp: Promise<unknown> | undefined;
    const server = await using(
      startLoopback((incoming) => {
        hungUp = once(incoming.socket, 'close');
        controller.abort();
      }),
    );
    const sending = make().send(put(`${server.url}${secretPath}`, new Uint8Array(10)), {
      signal: controller.signal,
    });
    expect(await failureOf(sending)).toMatchObject({ code: 'cancelled', facts: { outcome: 'unknown' } });
    await hungUp;
  });

  it('can be cancelled while the answer arrives', async () => {
    const controller = new AbortController();
    const server = await using(
      startLoopback((_, answer) => {
        answer.writeHead(200, { 'content-length': '1000' }).write('begun', () => controller.abort());
      }),
    );
    const sending = make().send(get(`${server.url}${secretPath}`), { signal: controller.signal });
    expect(await failureOf(sending)).toMatchObject({ code: 'cancelled', facts: { outcome: 'unknown' } });
  });

  it('takes no notice of a signal once it is done', async () => {
    const server = await using(startRecorder());
    const controller = new AbortController();
    const transport = make();
    const options: SendOptions = { signal: controller.signal };
    const first = await transport.send(get(`${server.url}/a`), options);
    controller.abort();
    const second = await transport.send(get(`${server.url}/b`));
    expect([first.status, second.status]).toEqual([200, 200]);
  });

  it('gives up on a server that keeps silent', async () => {
    const server = await using(startLoopback(() => undefined));
    const error = await failureOf(make(impatient).send(get(`${server.url}${secretPath}`)));
    expect(error).toMatchObject({ code: 'network/timeout', retryable: true });
    expect(error.facts).toEqual({ host: server.host, seconds: impatient / 1000 });
  });

  it('gives up on a server that falls silent in the middle of its answer', async () => {
    const server = await using(
      startLoopback((_, answer) => answer.writeHead(200, { 'content-length': '10' }).write('12345')),
    );
    expect(await failureOf(make(impatient).send(get(`${server.url}${secretPath}`)))).toMatchObject({
      code: 'network/timeout',
    });
  });
}

export function describeFailures(make: Make): void {
  const using = usingServers();
  const failing = async (onSocket: Parameters<typeof startRawLoopback>[0]) => {
    const server = await using(startRawLoopback(onSocket));
    return failureOf(make().send(get(`${server.url}${secretPath}`)));
  };

  it('tells a name that no one knows', async () => {
    const error = await failureOf(make().send(get(`http://no-such-host.invalid${secretPath}`)));
    expect(error).toMatchObject({
      code: 'network/dns',
      retryable: true,
      facts: { host: 'no-such-host.invalid' },
    });
  });

  it('tells a port where no one listens', async () => {
    const error = await failureOf(make().send(get(`http://${deadHost}${secretPath}`)));
    expect(error).toMatchObject({ code: 'network/unreachable', retryable: true });
    expect(error.facts).toEqual({ host: deadHost, serviceCode: 'ECONNREFUSED' });
  });

  it('tells a connection that broke before any answer', async () => {
    const error = await failing((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(error).toMatchObject({ code: 'network/interrupted', retryable: true });
  });

  it.each([
    ['content-length: 100', '12345'],
    ['transfer-encoding: chunked', 'a\r\n12345'],
  ])('never takes a cut-off answer for a whole one (%s)', async (header, body) => {
    const error = await failing((socket) => {
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n${body}`));
    });
    expect(error).toMatchObject({ code: 'network/interrupted', retryable: true });
  });

  it('tells an answer that is not HTTP', async () => {
    const error = await failing((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
    expect(error).toMatchObject({ code: 'network/intercepted', retryable: false });
  });

  it('has a kept connection that went stale fail as a broken one, or is not bothered by it', async () => {
    const server = await using(
      startRawLoopback((socket) => {
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
          socket.once('data', () => socket.resetAndDestroy());
        });
      }),
    );
    const transport = make();
    const codes: unknown[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const sending = transport.send(get(`${server.url}${secretPath}`));
      codes.push(
        await sending.then(
          (response) => response.status,
          (error: ImbedError) => error.code,
        ),
      );
    }
    expect(codes[0]).toBe(200);
    expect([200, 'network/interrupted']).toEqual(expect.arrayContaining(codes));
  });
}

export function describeTls(make: Make): void {
  const using = usingServers();
  const usual = getCACertificates('default');
  let trusted: TestCertificate;
  let misnamed: TestCertificate;

  beforeAll(async () => {
    trusted = await createTestCertificate();
    misnamed = await createTestCertificate(['elsewhere.example'], []);
    setDefaultCACertificates([...usual, trusted.cert, misnamed.cert]);
  });
  afterAll(() => setDefaultCACertificates(usual));

  it('talks to a server whose certificate is trusted', async () => {
    const server = await using(startRecorder(trusted));
    const body = new Uint8Array(300_000).fill(7);
    expect((await make().send(put(`${server.url}/a`, body))).status).toBe(200);
    expect(server.received[0]?.body.length).toBe(body.length);
  });

  it('refuses a certificate that no one vouches for', async () => {
    const server = await using(startRecorder(await createTestCertificate()));
    const error = await failureOf(make().send(get(`${server.url}${secretPath}`)));
    expect(error).toMatchObject({ code: 'network/tls', retryable: false });
    expect(error.facts).toEqual({ host: server.host, serviceCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(server.received).toEqual([]);
  });

  it('refuses a certificate made out to another host', async () => {
    const server = await using(startRecorder(misnamed));
    const error = await failureOf(make().send(get(`${server.url}${secretPath}`)));
    expect(error).toMatchObject({
      code: 'network/tls',
      facts: { serviceCode: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  it('tells a server that does not speak TLS', async () => {
    const server = await using(startRecorder());
    const error = await failureOf(make().send(get(`https://${server.host}${secretPath}`)));
    expect(error).toMatchObject({ code: 'network/tls' });
  });
}
