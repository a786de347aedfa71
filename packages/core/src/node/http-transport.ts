import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { cancelled, ImbedError, toImbedError } from '../errors.ts';
import { networkError } from '../http/network-error.ts';
import {
  defaultMaxResponseBytes,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
  type SendOptions,
  type TransportSettings,
} from '../http/transport.ts';
import { splitUrl, type UrlParts } from '../http/url-parts.ts';
import { createLine, type Line } from './line.ts';

/** Larger bodies are written in slices of this many bytes when someone watches them leave. */
const progressSlice = 64 * 1024;

/**
 * `node:http(s)`, loaded when the first URL needs it; never the global `fetch`, whose first mention costs more
 * than a whole upload. Idle connections are kept for the next request but do not keep the process alive.
 * Requests reject with `config/invalid` when `settings.proxy` is not an http(s) address.
 */
export function createNodeTransport(settings: TransportSettings): HttpTransport {
  const exchange = createExchange(settings);
  return {
    name: 'node',
    capabilities: { uploadProgress: true, abort: 'native' },
    send: (request, options = {}) => exchange(request, options, wholeBodies(request, options)),
  };
}

/** How the bodies of one exchange are sent and taken. */
export interface Bodies {
  /** Of the request's body; `undefined` for none. */
  readonly bytes: number | undefined;
  /** Ends `outgoing`, too; `fail` when the body cannot be had. */
  write(outgoing: ClientRequest, fail: (error: ImbedError) => void): void;
  read(incoming: IncomingMessage, host: string): Promise<HttpResponse>;
}

export type Exchange = (request: HttpRequest, options: SendOptions, bodies: Bodies) => Promise<HttpResponse>;

/** One request and its answer over lines that stay open for the next. */
export function createExchange(settings: TransportSettings): Exchange {
  const lines = new Map<boolean, Promise<Line>>();
  const lineFor = ({ secure }: UrlParts) => {
    const line = lines.get(secure) ?? createLine(secure, settings);
    lines.set(secure, line);
    return line;
  };
  return async (request, options, bodies) => {
    const target = splitUrl(request.url);
    const line = await lineFor(target);
    if (options.signal?.aborted) throw cancelled('not-sent');
    return exchange({ request, signal: options.signal, bodies, target, line, timeoutMs: settings.timeoutMs });
  };
}

/** Bodies that are in memory. */
export function wholeBodies({ body }: HttpRequest, { onSent, maxResponseBytes }: SendOptions): Bodies {
  return {
    bytes: body?.byteLength,
    write: (outgoing) => writeBody(outgoing, body, onSent),
    read: (incoming, host) => readResponse(incoming, host, maxResponseBytes ?? defaultMaxResponseBytes),
  };
}

interface ExchangeInit {
  readonly request: HttpRequest;
  readonly signal: AbortSignal | undefined;
  readonly bodies: Bodies;
  readonly target: UrlParts;
  readonly line: Line;
  readonly timeoutMs: number;
}

function exchange(init: ExchangeInit): Promise<HttpResponse> {
  const { request, signal, bodies, target, line, timeoutMs } = init;
  const { host } = target;
  const outgoing = begin(line, target, requestOptions(request, bodies.bytes, target, timeoutMs), signal);
  return new Promise<HttpResponse>((resolve, reject) => {
    const stop = (error: ImbedError) => {
      reject(error);
      outgoing.destroy();
    };
    const connected = watchConnection(outgoing);
    const onAbort = () => stop(cancelled(connected() ? 'unknown' : 'not-sent'));
    signal?.addEventListener('abort', onAbort, { once: true });
    outgoing.on('close', () => signal?.removeEventListener('abort', onAbort));
    outgoing.on('timeout', () =>
      stop(new ImbedError('network/timeout', { host, seconds: timeoutMs / 1000 })),
    );
    outgoing.on('error', (error) =>
      reject(connected() ? interrupted(error, host) : line.unreachable(error, host)),
    );
    outgoing.on('response', (incoming) => {
      if (incoming.statusCode === 407) return stop(new ImbedError('network/proxy', { host, status: 407 }));
      bodies
        .read(incoming, host)
        .then(resolve, stop)
        .finally(() => {
          // A server may answer before it has the whole body; sending the rest would be waste.
          if (!outgoing.writableFinished) outgoing.destroy();
        });
    });
    bodies.write(outgoing, stop);
  });
}

/** Node refuses headers and paths that HTTP cannot carry on the spot. */
function begin(...[line, ...rest]: [Line, ...Parameters<Line['open']>]): ClientRequest {
  try {
    return line.open(...rest);
  } catch (error) {
    throw toImbedError(error);
  }
}

function requestOptions(
  { method, headers }: HttpRequest,
  bytes: number | undefined,
  target: UrlParts,
  timeoutMs: number,
): RequestOptions {
  const expectsBody = bytes !== undefined || method === 'PUT' || method === 'POST';
  return {
    method,
    host: target.hostname,
    port: target.port,
    path: target.path,
    timeout: timeoutMs,
    headers: {
      host: target.host,
      ...headers,
      ...(expectsBody && { 'content-length': String(bytes ?? 0) }),
    },
  };
}

/** Answers whether this request ever had a connection: from then on the object may appear. */
function watchConnection(outgoing: ClientRequest): () => boolean {
  let connected = false;
  outgoing.on('socket', (socket) => {
    if (!socket.connecting) connected = true;
    else socket.once('connect', () => (connected = true));
  });
  return () => connected;
}

export function interrupted(error: unknown, host: string): ImbedError {
  return networkError(error, { host }, 'network/interrupted');
}

/** One slice is under way at a time, so that `onSent` tells what the network took and not what was queued. */
function writeBody(
  outgoing: ClientRequest,
  body: Uint8Array | undefined,
  onSent: SendOptions['onSent'],
): void {
  if (body === undefined || onSent === undefined) {
    outgoing.end(body);
    return;
  }
  const sendFrom = (start: number) => {
    const end = Math.min(start + progressSlice, body.length);
    const onWritten = (error?: Error | null) => {
      if (error) return;
      onSent(end, body.length);
      if (end < body.length && !outgoing.destroyed) sendFrom(end);
    };
    if (end === body.length) outgoing.end(body.subarray(start, end), onWritten);
    else outgoing.write(body.subarray(start, end), onWritten);
  };
  sendFrom(0);
}

export function readResponse(
  incoming: IncomingMessage,
  host: string,
  limitBytes: number,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    let isWhole = false;
    incoming.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
      if (bytes > limitBytes) reject(new ImbedError('source/too-large', { host, limitBytes }));
      else chunks.push(chunk);
    });
    incoming.on('error', (error) => reject(interrupted(error, host)));
    incoming.on('close', () => {
      // An error takes its time to be made, and is no use after every good end.
      if (!isWhole) reject(new ImbedError('network/interrupted', { host }));
    });
    incoming.on('end', () => {
      if (!incoming.complete) return;
      isWhole = true;
      resolve({
        status: incoming.statusCode ?? 0,
        headers: headersOf(incoming),
        body: joined(chunks, bytes),
      });
    });
  });
}

export function headersOf(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const body = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
