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
  /** At a time, from one address; the page of the server has as many again. */
  readonly requestsPerClient: number;
  /** At a time, from all addresses together. */
  readonly connections: number;
  /** At a time, from one address, those included that nothing was sent by yet: one client cannot take them all. */
  readonly connectionsPerClient: number;
  /** What is left of a body that nobody wants is read up to here, so that its sender gets to see the answer. */
  readonly unwantedBytes: number;
}

const usualLimits: ServerLimits = {
  headSeconds: 10,
  // What a phone in the same network needs for the largest picture.
  requestSeconds: 600,
  stallSeconds: 30,
  requestsPerClient: 128,
  connections: 512,
  // 128 requests, as many connections as browsers keep for several pages, and some that wait for their answer "busy".
  connectionsPerClient: 320,
  unwantedBytes: 64 * 1024 * 1024,
};

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
    // What is only told that it comes too late holds nothing up.
    if (!isStopping) running.add(done);
  });
  server.maxConnections = limits.connections;
  limitConnections(server, limits.connectionsPerClient);
  server.timeout = limits.stallSeconds * 1000;
  return {
    listen: (port, host) => listen(server, port, host),
    async stop() {
      isStopping = true;
      server.closeIdleConnections();
      while (running.size > 0) await Promise.allSettled(running);
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
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

/** The surplus is closed at once. */
function limitConnections(server: Server, perClient: number): void {
  const clients = createCounter();
  server.on('connection', (socket) => {
    const { remoteAddress = '' } = socket;
    if (clients.add(remoteAddress) > perClient) socket.destroy();
    socket.once('close', () => clients.remove(remoteAddress));
  });
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

  /** Whose request it is, for the count; `undefined` for what is answered however busy the server is. */
  function clientOf({ request, path }: Exchange): string | undefined {
    if (['/heartbeat', '/api/state'].includes(path)) return undefined;
    if (init.page.fileAt(`${request.method} ${path}`) !== undefined) return undefined;
    const address = request.socket.remoteAddress ?? '';
    return init.page.isFromPage(request) ? `${address} page` : address;
  }

  return async (request, response, isStopping) => {
    const exchange = createExchange(request, response, locale);
    const client = clientOf(exchange);
    const ended = new Promise<void>((resolve) => response.once('close', resolve));
    const began = performance.now();
    guardBody(request);
    setUsualHeaders(response);
    try {
      // Pages that may upload may read this as well.
      const origin = isPicGoPath(exchange.path) ? guard.allowedOrigin(request) : undefined;
      if (origin !== undefined) allowOrigin(response, origin);
      if (isStopping && exchange.path !== '/heartbeat') throw new ImbedError('serve/stopping');
      if (client !== undefined && clients.add(client) > limits.requestsPerClient)
        throw new ImbedError('serve/busy');
      await answer(exchange, guard, { ...init, isStopping });
    } catch (error) {
      fail(exchange, error, log, limits);
    }
    await ended;
    if (client !== undefined) clients.remove(client);
    const path = isKnownPath(exchange.path, init.page) ? exchange.path : '(another address)';
    const { method } = request;
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

type Answering = Pick<ServerInit, 'service' | 'page' | 'token' | 'id'> & { readonly isStopping: boolean };

async function answer(
  exchange: Exchange,
  guard: Guard,
  { service, page, token, id, isStopping }: Answering,
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
    if (request.method === 'OPTIONS' && origin !== undefined) return preflight(exchange);
    guard.checkSender(request);
    // GET is PicList's.
    if (route === 'POST /heartbeat' || route === 'GET /heartbeat') return heartbeat(exchange, id, isStopping);
    guard.checkToken(request, query);
    if (route === 'POST /upload') return upload(exchange, service);
    if (route === 'POST /delete') return remove(exchange, service, token !== undefined);
  }
  const handler = Object.hasOwn(pageRoutes, route) ? pageRoutes[route] : undefined;
  if (handler === undefined) throw new ImbedError('serve/no-such-address');
  guard.checkSender(request, true);
  guard.checkToken(request, query);
  if (!page.isFromPage(request)) throw new ImbedError('serve/old-page');
  return handler(exchange, service);
}

/** All others may be anything, such as the name of a file. */
function isKnownPath(path: string, page: PageApp): boolean {
  const isOfPage = page.fileAt(`GET ${path}`) !== undefined;
  return isPicGoPath(path) || isOfPage || Object.keys(pageRoutes).some((route) => route.endsWith(` ${path}`));
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

function fail(exchange: Exchange, thrown: unknown, log: ServeLog, { unwantedBytes }: ServerLimits): void {
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
    if (unwanted > unwantedBytes) request.socket.destroy();
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
