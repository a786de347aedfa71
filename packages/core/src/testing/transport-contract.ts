import { once } from 'node:events';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ImbedError, isImbedError } from '../errors.ts';
import type { HttpRequest, HttpTransport, SendOptions, TransportSettings } from '../http/transport.ts';
import { type Loopback, type Received, receive, startLoopback, startRawLoopback } from './loopback.ts';
import { createTestCertificate, type TestCertificate } from './test-certificate.ts';

/** What must never be found in an error. */
const secretPath = '/private-key.png?X-Amz-Signature=deadbeef';

/** Long enough never to be reached on a busy machine. */
const patient = 60_000;
const impatient = 50;

/**
 * What every transport owes core, against real servers on loopback. `create` makes the transport under test;
 * it has to trust what `node:tls` trusts by default.
 */
export function describeTransport(
  name: string,
  create: (settings: TransportSettings) => HttpTransport,
): void {
  const make = (timeoutMs = patient) => create({ timeoutMs, tlsVerify: true, proxy: '' });
  describe(`${name}: what goes out`, () => describeRequests(make));
  describe(`${name}: what comes back`, () => describeAnswers(make));
  describe(`${name}: stopping`, () => describeStopping(make));
  describe(`${name}: failures`, () => describeFailures(make));
  describe(`${name}: TLS`, () => describeTls(make));
}

type Make = (timeoutMs?: number) => HttpTransport;

/** Servers of one test, closed after it. */
export function usingServers(): <T extends Loopback>(server: Promise<T>) => Promise<T> {
  const open: Loopback[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  return async (starting) => {
    const server = await starting;
    open.push(server);
    return server;
  };
}

/** The failure of `sending`, checked to be one of ours and to keep the path to itself. */
export async function failureOf(sending: Promise<unknown>): Promise<ImbedError> {
  const error = await sending.then(
    () => new Error('resolved, but should have failed'),
    (reason: unknown) => reason,
  );
  if (!isImbedError(error)) throw error;
  expect(`${error.message}${JSON.stringify(error.facts)}`).not.toMatch(/private-key|deadbeef/);
  return error;
}

export function get(url: string): HttpRequest {
  return { method: 'GET', url, headers: {} };
}

export function put(
  url: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  return { method: 'PUT', url, headers, body };
}

/** Answers 200 and remembers what it got. */
async function startRecorder(tls?: TestCertificate) {
  const received: Received[] = [];
  const server = await startLoopback((incoming, answer) => {
    void receive(incoming).then((request) => {
      received.push(request);
      answer.end('thanks');
    });
  }, tls);
  return { ...server, received };
}

function describeRequests(make: Make): void {
  const using = usingServers();

  it('sends method, headers and body as they were given', async () => {
    const server = await using(startRecorder());
    const body = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    await make().send(put(`${server.url}/a`, body, { 'content-type': 'image/png', 'x-amz-meta-a': 'b, c' }));
    const [request] = server.received;
    expect(request).toMatchObject({ method: 'PUT', url: '/a', headers: { host: server.host } });
    expect(request?.headers).toMatchObject({ 'content-type': 'image/png', 'x-amz-meta-a': 'b, c' });
    expect(request?.headers).toMatchObject({ 'content-length': '100000' });
    expect(Buffer.compare(request?.body ?? new Uint8Array(), body)).toBe(0);
  });

  it('declares the length of an empty body, which stores demand of a put', async () => {
    const server = await using(startRecorder());
    await make().send(put(`${server.url}/empty`, new Uint8Array()));
    await make().send({ method: 'PUT', url: `${server.url}/none`, headers: {} });
    expect(server.received.map(({ headers }) => headers['content-length'])).toEqual(['0', '0']);
  });

  it('sends every method that the stores use', async () => {
    const server = await using(startRecorder());
    const methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;
    for (const method of methods) await make().send({ method, url: `${server.url}/m`, headers: {} });
    expect(server.received.map(({ method }) => method)).toEqual(methods);
  });

  it('sends path and query exactly as they were signed, or nothing at all', async () => {
    const server = await using(startRecorder());
    const transport = make();
    const piece = fc.constantFrom(
      'a',
      '%2F',
      '%2f',
      '..%2F',
      '%2e',
      '%2E%2E',
      '.',
      "'",
      '(',
      '*',
      '!',
      '~',
      '+',
      '=',
    );
    const text = fc.array(
      fc.oneof(piece, fc.constantFrom('/', '//', '%E5%9B%BE', '&', '|', '^', '[', '%25', '@')),
    );
    const target = fc.tuple(text, fc.option(text)).map(([path, query]) => {
      return `/${path.join('')}${query === null ? '' : `?${query.join('')}`}`;
    });
    await fc.assert(
      fc.asyncProperty(target, async (path) => {
        const before = server.received.length;
        const outcome = await transport
          .send(get(`${server.url}${path}`))
          .catch((error: ImbedError) => error.code);
        if (typeof outcome === 'object') expect(server.received.at(-1)?.url).toBe(path);
        else expect([outcome, server.received.length]).toEqual(['internal', before]);
      }),
      { numRuns: 150 },
    );
  });

  it('tells of bytes that have left, up to the last', async () => {
    const server = await using(startRecorder());
    const progress: (readonly number[])[] = [];
    const body = new Uint8Array(1_000_000);
    const onSent = (sent: number, total: number) => progress.push([sent, total]);
    await make().send(put(`${server.url}/big`, body), { onSent });
    expect(progress.at(-1)).toEqual([body.length, body.length]);
    expect(progress.every(([sent = 0], index) => sent > (progress[index - 1]?.[0] ?? 0))).toBe(true);
  });
}

function describeAnswers(make: Make): void {
  const using = usingServers();
  const answering = (handler: Parameters<typeof startLoopback>[0]) => using(startLoopback(handler));

  it('gives status, lower-case headers and body', async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const server = await answering((_, answer) =>
      answer.writeHead(206, { ETag: '"abc"', 'X-Amz-Id-2': 'x' }).end(body),
    );
    const response = await make().send(get(`${server.url}/a`));
    expect(response).toMatchObject({ status: 206, headers: { etag: '"abc"', 'x-amz-id-2': 'x' } });
    expect(response.body).toEqual(new Uint8Array(body));
  });

  it('joins a header that came several times', async () => {
    const server = await answering((_, answer) =>
      answer
        .writeHead(
          200,
          [
            ['X-A', '1'],
            ['X-A', '2'],
          ].flat(),
        )
        .end(),
    );
    expect((await make().send(get(`${server.url}/a`))).headers['x-a']).toBe('1, 2');
  });

  it.each([200, 204, 304, 403, 404, 412, 500, 503])('resolves whatever the status: %i', async (status) => {
    const server = await answering((_, answer) => answer.writeHead(status).end());
    expect((await make().send(get(`${server.url}/a`))).status).toBe(status);
  });

  it('follows no redirect, since the signature would not hold elsewhere', async () => {
    const asked: (string | undefined)[] = [];
    const server = await answering((incoming, answer) => {
      asked.push(incoming.url);
      answer.writeHead(307, { location: '/elsewhere' }).end();
    });
    const response = await make().send(get(`${server.url}/a`));
    expect([response.status, response.headers['location'], asked]).toEqual([307, '/elsewhere', ['/a']]);
  });

  it('takes a head without waiting for the body it announces', async () => {
    const server = await answering((_, answer) => answer.writeHead(200, { 'content-length': '12345' }).end());
    const response = await make().send({ method: 'HEAD', url: `${server.url}/a`, headers: {} });
    expect(response).toMatchObject({
      status: 200,
      headers: { 'content-length': '12345' },
      body: new Uint8Array(),
    });
  });

  it('takes an answer of many pieces', async () => {
    const server = await answering((_, answer) => {
      for (let piece = 0; piece < 100; piece += 1) answer.write(Buffer.alloc(10_000, piece));
      answer.end();
    });
    const { body } = await make().send(get(`${server.url}/a`));
    expect([body.length, body[0], body.at(-1)]).toEqual([1_000_000, 0, 99]);
  });

  it('stops taking an answer that is larger than the caller bears', async () => {
    const server = await answering((_, answer) => answer.end(Buffer.alloc(100_000)));
    const sending = make().send(get(`${server.url}${secretPath}`), { maxResponseBytes: 1000 });
    expect(await failureOf(sending)).toMatchObject({ code: 'source/too-large', facts: { limitBytes: 1000 } });
  });

  it('gives a refusal that comes before the body was taken', async () => {
    const server = await answering((_, answer) => answer.writeHead(403, { connection: 'close' }).end('no'));
    const response = await make().send(put(`${server.url}/a`, new Uint8Array(200_000)));
    expect(response.status).toBe(403);
  });
}

function describeStopping(make: Make): void {
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

function describeFailures(make: Make): void {
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
    const server = await startRawLoopback(() => undefined);
    await server.close();
    const error = await failureOf(make().send(get(`${server.url}${secretPath}`)));
    expect(error).toMatchObject({ code: 'network/unreachable', retryable: true });
    expect(error.facts).toEqual({ host: server.host, serviceCode: 'ECONNREFUSED' });
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

function describeTls(make: Make): void {
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
