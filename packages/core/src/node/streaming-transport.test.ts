import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ImbedError } from '../errors.ts';
import type { HttpRequest, StreamedBody } from '../http/transport.ts';
import { startLoopback, startRawLoopback } from '../testing/loopback.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { failureOf, get, impatient, startRecorder, usingServers } from '../testing/transport-test-tools.ts';
import { createStreamingTransport } from './streaming-transport.ts';

describeTransport('streaming transport', createStreamingTransport);
describeTransport('streaming transport, asked for answers to receive', (settings) => {
  const streaming = createStreamingTransport(settings);
  const receive = () => undefined;
  return { ...streaming, send: (request, options) => streaming.stream(request, { ...options, receive }) };
});

const transport = () => createStreamingTransport({ timeoutMs: 60_000, tlsVerify: true, proxy: '' });

/** One buffer for all pieces, each filled with its number. */
function reused(pieces: number, bytes: number, size = pieces * bytes): StreamedBody {
  return {
    size,
    async *read() {
      const buffer = new Uint8Array(bytes);
      for (let piece = 0; piece < pieces; piece += 1) yield buffer.fill(piece);
    },
  };
}

const put = (url: string): HttpRequest => ({ method: 'PUT', url, headers: {} });

describe('a streamed request body', () => {
  const using = usingServers();

  it('arrives whole although its pieces share their memory', async () => {
    const server = await using(startRecorder());
    const sent: number[] = [];
    const source = reused(40, 300_000);
    await transport().stream(put(`${server.url}/a`), { source, onSent: (bytes) => sent.push(bytes) });
    const [{ headers, body } = { headers: {}, body: new Uint8Array() }] = server.received;
    expect(headers['content-length']).toBe('12000000');
    const wrong = body.findIndex((value, at) => value !== Math.floor(at / 300_000));
    expect([body.byteLength, wrong, sent.at(-1), sent.length]).toEqual([12_000_000, -1, 12_000_000, 40]);
  });

  it('ends the request with the reason when it cannot be read on', async () => {
    const server = await using(startRecorder());
    const gone = new ImbedError('source/unreadable', { name: 'a.bin' });
    const source: StreamedBody = {
      size: 10,
      async *read() {
        yield new Uint8Array(5);
        throw gone;
      },
    };
    await expect(transport().stream(put(`${server.url}/a`), { source })).rejects.toBe(gone);
  });

  it('is refused when it turns out shorter than it was announced', async () => {
    const server = await using(startRecorder());
    const sending = transport().stream(put(`${server.url}/a`), { source: reused(1, 5, 6) });
    expect((await failureOf(sending)).code).toBe('internal');
  });

  it('is not read on after the store has refused it', async () => {
    const server = await using(
      startLoopback((_, answer) => answer.writeHead(403, { connection: 'close' }).end('no')),
    );
    const source = reused(1000, 100_000);
    const response = await transport().stream(put(`${server.url}/a`), { source });
    expect(response.status).toBe(403);
  });

  it('ends with a connection that breaks', async () => {
    const server = await using(startRawLoopback((socket) => socket.once('data', () => socket.destroy())));
    const sending = transport().stream(put(`${server.url}/a`), { source: reused(1000, 100_000) });
    expect((await failureOf(sending)).code).toBe('network/interrupted');
  });
});

/** Those that this process opens during a test. */
function clientSockets(): readonly Socket[] {
  const sockets: Socket[] = [];
  const onSocket = (message: unknown) => void sockets.push((message as { socket: Socket }).socket);
  subscribe('net.client.socket', onSocket);
  onTestFinished(() => void unsubscribe('net.client.socket', onSocket));
  return sockets;
}

describe('a streamed answer', () => {
  const using = usingServers();
  const large = () => using(startLoopback((_, answer) => answer.end(Buffer.alloc(3_000_000, 7))));

  it('goes to its sink piece by piece, one at a time', async () => {
    const server = await large();
    let [bytes, under, most] = [0, 0, 0];
    const sink = async (piece: Uint8Array) => {
      under += 1;
      most = Math.max(most, under);
      bytes += piece.byteLength;
      await setImmediate();
      under -= 1;
    };
    const { body, status } = await transport().stream(get(`${server.url}/a`), { receive: () => sink });
    expect([status, body.byteLength, bytes, most]).toEqual([200, 0, 3_000_000, 1]);
  });

  it.each(['GET', 'POST'] as const)('may be kept waiting, as long as that takes: %s', async (method) => {
    const server = await using(startLoopback((_, answer) => answer.end('ab')));
    const sockets = clientSockets();
    const limits: unknown[] = [];
    const sink = async () => {
      await setImmediate();
      limits.push(...sockets.map(({ timeout }) => timeout));
    };
    await transport().stream({ ...get(server.url), method }, { receive: () => sink });
    expect(limits).toEqual([0]);
  });

  it.each(['GET', 'POST'] as const)('may not fall silent after it was kept waiting: %s', async (method) => {
    const server = await using(
      startLoopback((_, answer) => answer.writeHead(200, { 'content-length': '2' }).write('a')),
    );
    const hasty = createStreamingTransport({ timeoutMs: impatient, tlsVerify: true, proxy: '' });
    const fetched = hasty.stream({ ...get(server.url), method }, { receive: () => () => setImmediate() });
    expect((await failureOf(fetched)).code).toBe('network/timeout');
  });

  it('comes as ever when nobody wants it in pieces', async () => {
    const server = await large();
    const { body } = await transport().stream(get(`${server.url}/a`), { receive: () => undefined });
    expect(body.byteLength).toBe(3_000_000);
  });

  it.each(['receive', 'sink', 'later'])('ends with what its %s throws', async (place) => {
    const server = await large();
    const full = new ImbedError('local/write-failed', { serviceCode: 'ENOSPC' });
    const refuse = () => {
      throw full;
    };
    const sinks = { receive: refuse, sink: () => refuse, later: () => () => Promise.reject(full) };
    const receive = sinks[place as keyof typeof sinks];
    await expect(transport().stream(get(`${server.url}/a`), { receive })).rejects.toBe(full);
  });

  it('that breaks off is interrupted, not complete', async () => {
    const server = await using(
      startLoopback((_, answer) => {
        answer.writeHead(200, { 'content-length': '1000' });
        answer.write(Buffer.alloc(500), () => answer.destroy());
      }),
    );
    const receive = () => () => undefined;
    expect((await failureOf(transport().stream(get(`${server.url}/a`), { receive }))).code).toBe(
      'network/interrupted',
    );
  });
});
