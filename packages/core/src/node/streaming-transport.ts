import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { ImbedError, toImbedError } from '../errors.ts';
import {
  type BodySink,
  defaultMaxResponseBytes,
  type HttpRequest,
  type StreamedBody,
  type StreamingTransport,
  type StreamOptions,
  type TransportSettings,
} from '../http/transport.ts';
import {
  type Bodies,
  createExchange,
  headersOf,
  interrupted,
  readResponse,
  wholeBodies,
} from './http-transport.ts';
import { createPlainGet } from './plain-get/plain-get.ts';
import { createSinkQueue } from './sink-queue.ts';

/** `createNodeTransport` for bodies larger than memory, too. */
export function createStreamingTransport(settings: TransportSettings): StreamingTransport {
  const exchange = createExchange(settings);
  const plainGet = settings.proxy === '' ? createPlainGet(settings) : undefined;
  const { timeoutMs } = settings;
  return {
    name: 'node',
    capabilities: { uploadProgress: true, abort: 'native' },
    send: (request, options = {}) => exchange(request, options, wholeBodies(request, options)),
    async stream(request, options) {
      const isPlain = options.receive !== undefined && request.method === 'GET' && request.body === undefined;
      const answer = isPlain ? await plainGet?.(request, options) : undefined;
      return answer ?? exchange(request, options, streamedBodies(request, options, timeoutMs));
    },
  };
}

function streamedBodies(request: HttpRequest, options: StreamOptions, timeoutMs: number): Bodies {
  const { source, receive, onSent, maxResponseBytes = defaultMaxResponseBytes } = options;
  const whole = wholeBodies(request, options);
  return {
    bytes: source?.size ?? whole.bytes,
    write(outgoing, fail) {
      if (source === undefined) return whole.write(outgoing, fail);
      pump(outgoing, source, onSent).catch((error: unknown) => fail(toImbedError(error)));
    },
    async read(incoming, host) {
      const head = { status: incoming.statusCode ?? 0, headers: headersOf(incoming) };
      const sink = receive?.(head);
      if (sink === undefined) return readResponse(incoming, host, maxResponseBytes);
      await drain(incoming, host, sink, timeoutMs).catch((error: unknown) =>
        Promise.reject(toImbedError(error)),
      );
      return { ...head, body: new Uint8Array() };
    },
  };
}

/** A piece is handed over when the one before has left, so that its memory can be used again. */
async function pump(
  outgoing: ClientRequest,
  source: StreamedBody,
  onSent: StreamOptions['onSent'],
): Promise<void> {
  const closed = new Promise<'closed'>((resolve) => outgoing.once('close', () => resolve('closed')));
  let sent = 0;
  for await (const piece of source.read()) {
    const left = new Promise<unknown>((resolve) => outgoing.write(piece, resolve));
    // Why it closed or failed is told by the events of the request.
    if (await Promise.race([left, closed])) return;
    sent += piece.byteLength;
    onSent?.(sent, source.size);
  }
  if (sent !== source.size)
    throw new ImbedError('internal', { detail: 'a body of another size than announced' });
  outgoing.end();
}

/**
 * Pieces as they come from the network: an async iterator would join them first, in fresh memory. Node holds back pieces
 * and end while it is paused; Bun does not, so both wait here for what was taken before them. A server that is kept
 * waiting is not silent.
 */
function drain(incoming: IncomingMessage, host: string, sink: BodySink, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let isComplete = false;
    // The line of an answer that is all there may have gone to another request.
    const timeLimit = (ms: number) => (incoming.socket as Socket | null)?.setTimeout(ms);
    const queue = createSinkQueue(sink, {
      pause() {
        incoming.pause();
        timeLimit(0);
      },
      resume() {
        timeLimit(timeoutMs);
        incoming.resume();
      },
      fail: reject,
    });
    incoming.on('data', (piece: Uint8Array) => {
      try {
        queue.give(piece);
      } catch (error) {
        reject(error);
      }
    });
    incoming.on('error', (error) => reject(interrupted(error, host)));
    incoming.on('end', () => {
      isComplete = incoming.complete;
      if (isComplete) Promise.resolve(queue.inUse()).then(resolve, reject);
    });
    incoming.on('close', () => {
      if (!isComplete) reject(new ImbedError('network/interrupted', { host }));
    });
  });
}
