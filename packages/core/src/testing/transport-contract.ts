import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImbedError } from '../errors.ts';
import type { HttpTransport, TransportSettings } from '../http/transport.ts';
import { startLoopback } from './loopback.ts';
import { describeFailures, describeStopping, describeTls } from './transport-failure-contract.ts';
import {
  failureOf,
  get,
  type Make,
  patient,
  put,
  secretPath,
  startRecorder,
  usingServers,
} from './transport-test-tools.ts';

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
      answer.writeHead(307, { location: '/elsewhere', 'content-length': '0' }).end();
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
