import { cancelled, ImbedError, toImbedError } from '../../errors.ts';
import { networkError } from '../../http/network-error.ts';
import {
  defaultMaxResponseBytes,
  type HttpRequest,
  type HttpResponse,
  type StreamOptions,
  type TransportSettings,
} from '../../http/transport.ts';
import { splitUrl, type UrlParts } from '../../http/url-parts.ts';
import { createAnswerReader } from './answer-reader.ts';
import type { Connection } from './connection.ts';
import { type ConnectionPool, createConnectionPool } from './connection-pool.ts';

type Options = Pick<StreamOptions, 'receive' | 'signal' | 'maxResponseBytes'>;

/** Rejects as a transport does; `undefined` where the request has to be sent the ordinary way, to begin with or again. */
export type PlainGet = (request: HttpRequest, options: Options) => Promise<HttpResponse | undefined>;

/**
 * GETs without a body, whose answers are read from the socket into memory that is used again. Node's own parser copies
 * each piece into fresh memory, in which a download spends three quarters of its time. It knows the kinds
 * of answers in which objects and refusals come, and leaves all others alone.
 */
export function createPlainGet(settings: TransportSettings): PlainGet {
  const pools = new Map<string, ConnectionPool>();
  const poolFor = (target: UrlParts) => {
    const origin = `${target.secure} ${target.host}`;
    const pool = pools.get(origin) ?? createConnectionPool(target, settings.tlsVerify);
    pools.set(origin, pool);
    return pool;
  };
  // Hosts that answer otherwise.
  const others = new Set<string>();
  return async (request, options) => {
    const target = splitUrl(request.url);
    const text = requestText(request, target);
    if (text === undefined || others.has(target.host)) return undefined;
    const pool = poolFor(target);
    const connection = await pool.take(options.signal);
    const onOther = () => others.add(target.host);
    return ask({ connection, pool, target, text, onOther, timeoutMs: settings.timeoutMs, ...options });
  };
}

/** `undefined` for headers that HTTP cannot carry. */
function requestText({ headers }: HttpRequest, { host, path }: UrlParts): string | undefined {
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const isPlain = lines.every((line) =>
    /^[!#$%&'*+.^_`|~0-9a-z-]+: [\t\x20-\x7e\x80-\xff]*\r\n$/i.test(line),
  );
  return isPlain ? `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n` : undefined;
}

interface Question extends Options {
  readonly connection: Connection;
  readonly pool: ConnectionPool;
  readonly target: UrlParts;
  readonly text: string;
  readonly timeoutMs: number;
  /** Told when an answer succeeds in another way. */
  onOther(): void;
}

function ask(question: Question): Promise<HttpResponse | undefined> {
  const { connection, pool, target, text, timeoutMs, signal } = question;
  const { receive, maxResponseBytes: limitBytes = defaultMaxResponseBytes } = question;
  const { socket, isOpen } = connection;
  const { host } = target;
  return new Promise((resolve, reject) => {
    let isOver = false;
    let isWhole = false;
    const leave = (stays: boolean) => {
      if (isOver) return;
      isOver = true;
      signal?.removeEventListener('abort', onAbort);
      pool.giveBack(connection, stays);
    };
    const fail = (error: unknown) => {
      reject(toImbedError(error));
      leave(false);
    };
    const onAbort = () => fail(cancelled(isOpen() ? 'unknown' : 'not-sent'));
    // Since the connection was asked for; the same event ends requests, and hands their turns on.
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    const read = createAnswerReader({
      receive,
      limitBytes,
      host,
      pause() {
        socket.pause();
        // A server that is kept waiting is not silent.
        socket.setTimeout(0);
      },
      resume() {
        socket.setTimeout(timeoutMs);
        socket.resume();
      },
      fail,
      whole: () => (isWhole = true),
      done(answer, stays) {
        resolve(answer);
        leave(stays);
      },
      other(isSuccess) {
        if (isSuccess) question.onOther();
        resolve(undefined);
        leave(false);
      },
    });
    socket.setTimeout(timeoutMs);
    connection.use(text, {
      take(piece) {
        try {
          return read(piece);
        } catch (error) {
          fail(error);
          return undefined;
        }
      },
      closed(error) {
        if (isWhole) return;
        fail(networkError(error, { host }, isOpen() ? 'network/interrupted' : 'network/unreachable'));
      },
      silent: () => fail(new ImbedError('network/timeout', { host, seconds: timeoutMs / 1000 })),
    });
  });
}
