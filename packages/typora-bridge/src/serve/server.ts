import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ImbedError, type MessageLocale, toImbedError } from '@imbed/core';
import { createExchange, type Exchange, sendApiFailure } from './exchange.ts';
import { createGuard, type Guard, type GuardSettings } from './guard.ts';
import type { ServeLog } from './log.ts';
import type { PageApp } from './page-app.ts';
import { pageRoutes } from './page-routes.ts';
import { sendFailure } from './picgo-reply.ts';
import { heartbeat, remove, upload } from './picgo-routes.ts';
import { hasNoBody } from './request-body.ts';
import type { Service } from './service.ts';

export interface ServerInit extends GuardSettings {
  /** Of this process, told by `/heartbeat`. */
  readonly id: string;
  readonly service: Service;
  readonly page: PageApp;
  readonly log: ServeLog;
  /** Of answers to clients that name no language. */
  readonly locale: MessageLocale;
  readonly limits?: Partial<ServerLimits>;
}

export interface ServerLimits {
  /** For the head of a request. */
  readonly headSeconds: number;
  /** For the whole of one. */
  readonly requestSeconds: number;
  /** Without a byte of a body. */
  readonly stallSeconds: number;
  /** At a time, from one address. */
  readonly requestsPerClient: number;
}

const usualLimits: ServerLimits = {
  headSeconds: 10,
  // What a phone in the same network needs for the largest picture.
  requestSeconds: 600,
  stallSeconds: 30,
  requestsPerClient: 128,
};

const MAX_CONNECTIONS = 512;

/** What is left of a body that nobody wants is read up to here, so that its sender gets to see the answer. */
const MAX_UNWANTED_BYTES = 64 * 1024 * 1024;

export interface ImbedServer {
  /** Resolves to the port. Rejects with what the system says, e.g. `EADDRINUSE`. */
  listen(port: number, host: string): Promise<number>;
  /** Takes nothing new, and resolves when what was begun is over. */
  stop(): Promise<void>;
}

export function createImbedServer(init: ServerInit): ImbedServer {
  const limits = { ...usualLimits, ...init.limits };
  const handle = createHandler(init, limits);
  const running = new Set<Promise<void>>();
  let isStopping = false;
  const server = createServer(timeoutsOf(limits), (request, response) => {
    if (isStopping) response.setHeader('connection', 'close');
    const done = handle(request, response, isStopping).finally(() => running.delete(done));
    running.add(done);
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = limits.stallSeconds * 1000;
  return {
    listen: (port, host) => listen(server, port, host),
    async stop() {
      isStopping = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      while (running.size > 0) await Promise.allSettled(running);
      server.closeAllConnections();
      await closed;
    },
  };
}

function timeoutsOf({ headSeconds, requestSeconds }: ServerLimits) {
  return {
    headersTimeout: headSeconds * 1000,
    requestTimeout: requestSeconds * 1000,
    connectionsCheckingInterval: Math.min(headSeconds * 500, 5000),
    // Two `Host` headers, or length and encoding at once, are read by no two programs alike.
    insecureHTTPParser: false,
    requireHostHeader: true,
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

type Handle = (request: IncomingMessage, response: ServerResponse, isStopping: boolean) => Promise<void>;

function createHandler({ log, locale, ...init }: ServerInit, limits: ServerLimits): Handle {
  const guard = createGuard(init);
  const clients = createCounter();

  return async (request, response, isStopping) => {
    const exchange = createExchange(request, response, locale);
    const client = request.socket.remoteAddress ?? '';
    const ended = new Promise<void>((resolve) => response.once('close', resolve));
    const began = performance.now();
    guardBody(request);
    setUsualHeaders(response);
    try {
      if (isStopping) throw new ImbedError('serve/stopping');
      const isOneTooMany = clients.add(client) > limits.requestsPerClient;
      // However busy this server is, another one has to hear that it is there.
      if (isOneTooMany && exchange.path !== '/heartbeat') throw new ImbedError('serve/busy');
      await answer(exchange, guard, init);
    } catch (error) {
      fail(exchange, error, log);
    }
    await ended;
    clients.remove(client);
    const { method, path } = { method: request.method, path: exchange.path };
    log.request({ method, path, status: response.statusCode, milliseconds: performance.now() - began });
  };
}

/** A body that stalls ends its connection; a store that takes its time does not. */
function guardBody(request: IncomingMessage): void {
  const { socket } = request;
  if (hasNoBody(request)) socket.setTimeout(0);
  else request.once('end', () => socket.setTimeout(0));
}

function setUsualHeaders(response: ServerResponse): void {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('referrer-policy', 'same-origin');
}

type Answering = Pick<ServerInit, 'service' | 'page' | 'token' | 'id'>;

async function answer(
  exchange: Exchange,
  guard: Guard,
  { service, page, token, id }: Answering,
): Promise<void> {
  const { request, path, query } = exchange;
  const route = `${request.method} ${path}`;
  guard.checkHost(request);
  const asset = page.fileAt(route);
  if (asset !== undefined) {
    guard.checkToken(request, query);
    request.resume();
    asset.send(exchange.response);
    return;
  }
  if (isPicGoPath(path)) {
    const origin = guard.allowedOrigin(request);
    if (origin !== undefined) allowOrigin(exchange.response, origin);
    if (request.method === 'OPTIONS' && origin !== undefined) return preflight(exchange);
    guard.checkSender(request);
    if (route === 'POST /heartbeat') return heartbeat(exchange, id);
    guard.checkToken(request, query);
    if (route === 'POST /upload') return upload(exchange, service);
    if (route === 'POST /delete') return remove(exchange, service, token !== undefined);
  }
  const handler = Object.hasOwn(pageRoutes, route) ? pageRoutes[route] : undefined;
  if (handler === undefined) throw new ImbedError('serve/no-such-address');
  guard.checkSender(request, true);
  guard.checkToken(request, query);
  page.checkRequest(request);
  return handler(exchange, service);
}

function isPicGoPath(path: string): boolean {
  return ['/upload', '/delete', '/heartbeat'].includes(path);
}

/** For the one origin, and never for all. */
function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
}

function preflight({ response, request }: Exchange): void {
  request.resume();
  response.setHeader('access-control-allow-methods', 'POST');
  response.setHeader('access-control-allow-headers', 'content-type, authorization, x-picgo-secret');
  // https://wicg.github.io/private-network-access/#headers
  response.setHeader('access-control-allow-private-network', 'true');
  response.writeHead(204).end();
}

function fail(exchange: Exchange, thrown: unknown, log: ServeLog): void {
  const { request, response, path } = exchange;
  const error = toImbedError(thrown);
  log.failure(error, error === thrown ? undefined : thrown);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  let unwanted = 0;
  request.on('data', (chunk: Uint8Array) => {
    unwanted += chunk.byteLength;
    if (unwanted > MAX_UNWANTED_BYTES) request.socket.destroy();
  });
  if (error.code === 'serve/unauthorized') response.setHeader('www-authenticate', 'Basic realm="Imbed"');
  if (error.code === 'serve/busy') response.setHeader('retry-after', '1');
  if (path.startsWith('/api/')) sendApiFailure(exchange, error);
  else sendFailure(exchange, error);
}

function createCounter() {
  const counts = new Map<string, number>();
  return {
    add(name: string): number {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count;
    },
    remove(name: string): void {
      const count = (counts.get(name) ?? 0) - 1;
      if (count > 0) counts.set(name, count);
      else counts.delete(name);
    },
  };
}
