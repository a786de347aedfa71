import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { TestCertificate } from './test-certificate.ts';

export interface Loopback {
  /** `host:port`. */
  readonly host: string;
  /** Origin without trailing slash. */
  readonly url: string;
  /** Connections accepted so far. */
  connections(): number;
  readonly server: Server;
  close(): Promise<void>;
}

export interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array;
}

/** Nobody listens there, nor comes there by chance: a system gives out none of the ports below 1024. */
export const deadHost = '127.0.0.1:2';

type Handler = (incoming: IncomingMessage, answer: ServerResponse) => void;

/** A web server on loopback that does what a test says; TLS when it is given a certificate. */
export function startLoopback(handler: Handler, tls?: TestCertificate): Promise<Loopback> {
  const server = tls === undefined ? createHttpServer(handler) : createHttpsServer(tls, handler);
  // Connections close when the test says so, not when a busy machine is slow.
  server.keepAliveTimeout = 0;
  return listening(server, tls === undefined ? 'http' : 'https');
}

/** For answers that no HTTP server would give. */
export function startRawLoopback(onSocket: (socket: Socket) => void): Promise<Loopback> {
  return listening(createTcpServer(onSocket), 'http');
}

async function listening(server: Server, scheme: 'http' | 'https'): Promise<Loopback> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `${scheme}://${host}`,
    connections: () => connections,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** The request and its whole body. */
export async function receive(incoming: IncomingMessage): Promise<Received> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method, url, headers } = incoming;
  return { method, url, headers, body: new Uint8Array(Buffer.concat(chunks)) };
}
