import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { RecordedRequest, RequestHook } from './faults.ts';
import { createHandler } from './handler.ts';
import { rulesOf, type S3ServerOptions } from './options.ts';
import { createService } from './service.ts';
import { openFolderStorage } from './storage/folder.ts';
import { createMemoryStorage } from './storage/memory.ts';
import type { Storage } from './storage/storage.ts';

export interface S3Server {
  /** `http://127.0.0.1:PORT`, or https. */
  readonly endpoint: string;
  readonly port: number;
  /** Every request so far, in the order they began. */
  readonly requests: readonly RecordedRequest[];
  /** What is stored, without asking over HTTP. */
  readonly storage: Storage;
  /** Replaces `onRequest`; `undefined` serves everything. */
  intercept(hook: RequestHook | undefined): void;
  /** Ends every connection, the hanging ones too. */
  close(): Promise<void>;
}

/**
 * An S3-compatible store inside this process, **for the demo and for tests only**: it checks signatures as real
 * stores do, but keeps whole bodies in memory, knows no replication, and listens on 127.0.0.1 alone.
 */
export async function startS3Server(options: S3ServerOptions): Promise<S3Server> {
  const storage =
    options.folder === undefined ? createMemoryStorage() : await openFolderStorage(options.folder);
  const clock = options.clock ?? { now: () => new Date() };
  for (const { name, owner, acl = 'private', cors = [] } of options.buckets ?? [])
    if (storage.findBucket(name) === undefined)
      await storage.saveBucket({ name, owner, acl, cors, createdAt: clock.now().toISOString() });
  const rules = rulesOf(options);
  const service = createService({ storage, clock, users: options.users, rules });
  const handler = createHandler(service, rules.maxBodyBytes, options.onRequest);
  const server = listener(options, handler.handle);
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const endpoint = `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  options.logger?.warn('Embedded S3-compatible store: for demo and tests only, no place for real data', {
    endpoint,
  });
  return {
    endpoint,
    port,
    storage,
    requests: handler.requests,
    intercept: handler.intercept,
    close: () => close(server),
  };
}

function listener(
  { tls }: S3ServerOptions,
  handle: (incoming: IncomingMessage, outgoing: ServerResponse) => void,
): Server {
  const server = tls === undefined ? createServer(handle) : createSecureServer(tls, handle);
  // A connection that ends while the next request is on its way would be a fault that nobody asked for.
  server.keepAliveTimeout = 0;
  return server;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
