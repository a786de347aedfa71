import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { BodySink, HttpRequest } from '../../http/transport.ts';
import { startLoopback, startRawLoopback } from '../../testing/loopback.ts';
import { createTestCertificate } from '../../testing/test-certificate.ts';
import { failureOf, get, usingServers } from '../../testing/transport-test-tools.ts';
import { createStreamingTransport } from '../streaming-transport.ts';

const MIB = 1024 * 1024;
const using = usingServers();
const settings = { timeoutMs: 60_000, tlsVerify: true, proxy: '' };
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Tells at each byte where it is. */
function numbered(bytes: number): Buffer {
  const words = Uint32Array.from({ length: Math.ceil(bytes / 4) }, (_, at) => at * 2_654_435_761);
  return Buffer.from(words.buffer, 0, bytes);
}

/** What `transport` gives to a sink. */
async function fetched(request: HttpRequest, transport = createStreamingTransport(settings)) {
  const pieces: Uint8Array[] = [];
  const sink: BodySink = (piece) => void pieces.push(Uint8Array.from(piece));
  const { status } = await transport.stream(request, { receive: () => sink });
  return { status, text: Buffer.concat(pieces).toString('latin1') };
}

describe('memory for what connections read', () => {
  const serve = (body: Uint8Array) =>
    using(
      startLoopback((_request, response) =>
        response.writeHead(200, { 'content-length': body.byteLength }).end(body),
      ),
    );

  it('is used again when a piece was taken', async () => {
    const server = await serve(numbered(16 * MIB));
    const transport = createStreamingTransport(settings);
    const allocate = vi.spyOn(Buffer, 'allocUnsafeSlow');
    const [hash, memories] = [createHash('sha256'), new Set<unknown>()];
    const sink: BodySink = (piece) => {
      memories.add(piece.buffer);
      hash.update(piece);
      return undefined;
    };
    for (const path of ['/a', '/b']) await transport.stream(get(server.url + path), { receive: () => sink });
    const allocated = allocate.mock.calls.length;
    allocate.mockRestore();
    expect([allocated, memories.size, server.connections()]).toEqual([1, 1, 1]);
    expect(hash.digest('hex')).toBe(sha(Buffer.concat([numbered(16 * MIB), numbered(16 * MIB)])));
  });

  it.each(['http', 'https'])(
    'is not touched while a piece is in use, however its user takes turns: %s',
    async (scheme) => {
      const certificate = scheme === 'https' ? await createTestCertificate() : undefined;
      const body = numbered(3 * MIB);
      const server = await using(
        startLoopback(
          (_, answer) => answer.writeHead(200, { 'content-length': body.byteLength }).end(body),
          certificate,
        ),
      );
      const transport = createStreamingTransport({ ...settings, tlsVerify: false });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }), async (turns) => {
          const hash = createHash('sha256');
          let piece = 0;
          const sink: BodySink = (bytes) => {
            const waits = turns[piece++ % turns.length] ?? 0;
            const middle = bytes.byteLength >> 1;
            hash.update(bytes.subarray(0, middle));
            const rest = () => void hash.update(bytes.subarray(middle));
            return waits === 0 ? rest() : turnsOf(waits).then(rest);
          };
          await transport.stream(get(server.url), { receive: () => sink });
          expect(hash.digest('hex')).toBe(sha(body));
        }),
        { numRuns: 8 },
      );
      expect(server.connections()).toBe(1);
    },
  );
});

async function turnsOf(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}

/** Answers every request on a connection with the next of `answers`, as they stand. */
function scripted(...answers: readonly string[]) {
  const left = [...answers];
  const asked: string[] = [];
  const onSocket = (socket: Socket) => {
    socket.on('data', (bytes) => {
      asked.push(bytes.toString('latin1'));
      socket.write(left.shift() ?? '', 'latin1');
    });
  };
  return using(startRawLoopback(onSocket)).then((server) => ({ ...server, asked }));
}

const plain = (body: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n';

describe('an answer of another kind', () => {
  it.each([
    ['in chunks', chunked],
    ['after a hint', `HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n${plain('ok')}`],
    ['of an old version', plain('ok').replace('HTTP/1.1', 'HTTP/1.0')],
  ])('is asked for again, the ordinary way: %s', async (_, answer) => {
    const server = await scripted(answer, answer);
    expect(await fetched(get(`${server.url}/a`))).toEqual({ status: 200, text: 'ok' });
    expect(server.asked.map((text) => text.split(' ')[1])).toEqual(['/a', '/a']);
  });

  it('has the same host asked the ordinary way from then on, unless it was a refusal', async () => {
    const server = await scripted(chunked, chunked, chunked);
    const transport = createStreamingTransport(settings);
    for (const path of ['/a', '/b']) await fetched(get(server.url + path), transport);
    expect(server.asked).toHaveLength(3);
    const refusal = plain('no').replace('HTTP/1.1 200 OK', 'HTTP/1.0 404 Not Found');
    const other = await scripted(refusal, refusal, plain('ok'), plain('ok'));
    for (const path of ['/a', '/b', '/c']) await fetched(get(other.url + path), transport);
    expect(other.asked).toHaveLength(4);
  });

  it('is asked for once when it is a refusal in chunks, and its connection is used again', async () => {
    const refusals = [429, 503, 404].map((status) => chunked.replace('200 OK', `${status} no`));
    const server = await scripted(...refusals, plain('ok'));
    const transport = createStreamingTransport(settings);
    for (const status of [429, 503, 404, 200])
      expect(await fetched(get(`${server.url}/a`), transport)).toEqual({ status, text: 'ok' });
    expect([server.asked.length, server.connections()]).toEqual([4, 1]);
  });

  it('with a head without end is an error, not memory', async () => {
    const server = await using(
      startRawLoopback((socket) => {
        socket.on('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(200_000)}`));
      }),
    );
    expect((await failureOf(fetched(get(`${server.url}/a`)))).code).toBe('network/intercepted');
  });
});

describe('a connection', () => {
  it('is not used again when more came than was announced', async () => {
    const server = await scripted(`${plain('ok')}${plain('forged')}`, plain('own'));
    const transport = createStreamingTransport(settings);
    expect((await fetched(get(`${server.url}/a`), transport)).text).toBe('ok');
    expect((await fetched(get(`${server.url}/b`), transport)).text).toBe('own');
    expect(server.connections()).toBe(2);
  });

  it('is given up when something comes that nobody asked for', async () => {
    const sockets: Socket[] = [];
    const server = await using(
      startRawLoopback((socket) => {
        sockets.push(socket);
        socket.on('data', () => socket.write(plain('ok')));
      }),
    );
    const transport = createStreamingTransport(settings);
    await fetched(get(`${server.url}/a`), transport);
    const [socket] = sockets;
    if (socket === undefined) throw new Error('nobody came');
    socket.write(plain('forged'));
    await once(socket, 'close');
    expect((await fetched(get(`${server.url}/b`), transport)).text).toBe('ok');
    expect(server.connections()).toBe(2);
  });

  it('to one host is not waited for by requests to another', async () => {
    const silent = await using(startRawLoopback(() => undefined));
    const transport = createStreamingTransport(settings);
    const stop = new AbortController();
    const options = { receive: () => () => undefined, signal: stop.signal };
    const held = Array.from({ length: 8 }, () => failureOf(transport.stream(get(silent.url), options)));
    const other = await scripted(plain('ok'));
    expect((await fetched(get(other.url), transport)).text).toBe('ok');
    stop.abort();
    await Promise.all(held);
  });

  it('is one of eight at most, and who waits for one can be told to stop', async () => {
    const answers: (() => void)[] = [];
    const server = await using(startLoopback((_, answer) => answers.push(() => answer.end('ok'))));
    const transport = createStreamingTransport(settings);
    const gets = Array.from({ length: 8 }, () => fetched(get(`${server.url}/a`), transport));
    const stop = new AbortController();
    const options = { receive: () => () => undefined, signal: stop.signal };
    const ninth = failureOf(transport.stream(get(`${server.url}/b`), options));
    const tenth = fetched(get(`${server.url}/c`), transport);
    stop.abort();
    expect(await ninth).toMatchObject({ code: 'cancelled', facts: { outcome: 'not-sent' } });
    while (answers.length < 8) await setImmediate();
    expect(server.connections()).toBe(8);
    answers[0]?.();
    while (answers.length < 9) await setImmediate();
    for (const answer of answers) answer();
    for (const { text } of await Promise.all([...gets, tenth])) expect(text).toBe('ok');
    expect(server.connections()).toBe(8);
  });

  it('may end behind an answer that is being taken', async () => {
    const certificate = await createTestCertificate();
    const body = numbered(60_000);
    const head = { 'content-length': body.byteLength, connection: 'close' };
    const server = await using(
      startLoopback((_, answer) => answer.writeHead(200, head).end(body), certificate),
    );
    const transport = createStreamingTransport({ ...settings, tlsVerify: false });
    let taken = 0;
    const sink: BodySink = async (piece) => {
      await turnsOf(50);
      taken += piece.byteLength;
    };
    await transport.stream(get(server.url), { receive: () => sink });
    expect(taken).toBe(body.byteLength);
  });

  it('is asked for nothing when the same signal ends those that have it and those that wait', async () => {
    const asked: unknown[] = [];
    const server = await using(startLoopback((incoming) => void asked.push(incoming)));
    const transport = createStreamingTransport(settings);
    const stop = new AbortController();
    const options = { receive: () => () => undefined, signal: stop.signal };
    const some = (count: number) =>
      Array.from({ length: count }, () => failureOf(transport.stream(get(`${server.url}/a`), options)));
    const under = some(8);
    while (asked.length < 8) await setImmediate();
    const waiting = some(4);
    stop.abort();
    for (const { code } of await Promise.all([...under, ...waiting])) expect(code).toBe('cancelled');
    expect(asked).toHaveLength(8);
  });

  it('that breaks leaves its turn to others', async () => {
    let broken = 0;
    const server = await using(
      startLoopback((incoming, answer) => {
        if (broken++ < 20) incoming.socket.resetAndDestroy();
        else answer.end('ok');
      }),
    );
    const transport = createStreamingTransport(settings);
    const gets = Array.from({ length: 20 }, () => failureOf(fetched(get(`${server.url}/a`), transport)));
    for (const { code } of await Promise.all(gets)) expect(code).toBe('network/interrupted');
    expect((await fetched(get(`${server.url}/a`), transport)).text).toBe('ok');
  });
});

it('is cancelled also in the moment in which it is asked for', async () => {
  const server = await scripted(plain('ok'), plain('ok'));
  const transport = createStreamingTransport(settings);
  // With a connection to make, and with one that is there.
  for (const path of ['/a', '/b']) {
    const stop = new AbortController();
    const options = { receive: () => () => undefined, signal: stop.signal };
    const sending = transport.stream(get(server.url + path), options);
    stop.abort();
    expect((await failureOf(sending)).code).toBe('cancelled');
    expect((await fetched(get(`${server.url}/c`), transport)).text).toBe('ok');
  }
  expect(server.asked.filter((text) => !text.startsWith('GET /c'))).toEqual([]);
});

it('sends nothing for headers that would become others', async () => {
  const server = await scripted(plain('ok'));
  for (const headers of [
    { range: 'bytes=0-1\r\nx-evil: 1' },
    { 'x\r\ny': 'a' },
    { x: '\u56fe' },
    { x: 'a\0' },
  ]) {
    const sending = fetched({ method: 'GET', url: `${server.url}/a`, headers });
    expect((await failureOf(sending)).code).toBe('internal');
  }
  expect(server.asked).toEqual([]);
});
