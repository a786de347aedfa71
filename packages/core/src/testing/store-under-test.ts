import { randomBytes, randomUUID } from 'node:crypto';
import { isImbedError } from '../errors.ts';
import type { HttpRequest, HttpTransport, StreamingTransport } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import type { Credentials } from '../store/credentials.ts';
import type { PutRequest } from '../store/object-store.ts';
import type { StoreInit } from '../store/store-init.ts';
import { objectKey } from './odd-keys.ts';

/** A name that no server has. */
export const MISSING_BUCKET = 'imbed-no-such-bucket';

/** A server with the buckets that the store contracts ask for. */
export interface StoreServer {
  /** How a bucket of the server is reached; its public base URL is where anonymous readers find it. */
  storeOf(bucket: string): ResolvedStore;
  readonly credentials: Credentials;
  readonly transport: StreamingTransport;
  readonly digests: StoreInit['digests'];
  /** Owned by `credentials`, readable with them only. */
  readonly bucket: string;
  /** Owned by `credentials`, readable by anyone. */
  readonly publicBucket: string;
  /** Owned by somebody else. */
  readonly foreignBucket: string;
  close(): Promise<void>;
}

/** `init` of a store on `server`, with whatever a test wants different. */
export function initFor(server: StoreServer, changes: Partial<StoreInit> = {}): StoreInit {
  const { credentials, transport, digests } = server;
  return {
    store: server.storeOf(server.bucket),
    credentials: async () => credentials,
    transport,
    digests,
    clock: { now: () => new Date() },
    ...changes,
  };
}

/** Keys of their own for every test, so that servers which outlive the suite do not mix them up. */
export function freshKey(name = 'a.png'): ObjectKey {
  return objectKey(`contract/${randomUUID()}/${name}`);
}

export function imageOf(bytes: number): Uint8Array {
  return new Uint8Array(randomBytes(bytes));
}

export function putRequest(key: ObjectKey, body: Uint8Array, more: Partial<PutRequest> = {}): PutRequest {
  return { key, body, contentType: 'image/png', ...more };
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(b);
}

/** The same transport, with each request changed after it was signed. */
export function tampering(
  transport: HttpTransport,
  change: (request: HttpRequest) => HttpRequest,
): HttpTransport {
  return { ...transport, send: (request, options) => transport.send(change(request), options) };
}

/** What `attempt` rejected with; fails the test when it did not, or with anything but an `ImbedError`. */
export async function rejectionOf(attempt: Promise<unknown>) {
  const error: unknown = await attempt.then(
    (value) => {
      throw new Error(`should have been rejected, but resolved with ${JSON.stringify(value)}`);
    },
    (reason: unknown) => reason,
  );
  if (isImbedError(error)) return error;
  throw error;
}
