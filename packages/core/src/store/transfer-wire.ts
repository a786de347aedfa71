import { toHex } from '../hex.ts';
import type { HttpResponse, StreamedBody, StreamingTransport } from '../http/transport.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { Clock } from '../ports.ts';
import type { ErrorContext } from './error-table.ts';
import type { PutOptions, RequestOptions } from './object-store.ts';
import { type RetryPorts, withRetry } from './retry.ts';
import { createSignedStream, type SignedStream, type SignedStreamOptions } from './signed-send.ts';
import { toBase64 } from './signing/encoding.ts';
import type { StoreInit } from './store-init.ts';

/** What a store for large objects is made of. */
export interface TransferInit extends StoreInit {
  readonly transport: StreamingTransport;
}

/** A streamed body that can also be read beforehand, for a hash that goes in front of it. */
export interface HashableBody extends StreamedBody {
  digest(algorithm: 'sha256' | 'md5'): Promise<Uint8Array>;
}

export interface TransferOptions extends PutOptions {
  /**
   * Have the store refuse bytes that were changed on their way. That takes reading them twice, so it is done where it
   * is asked for, and over plain HTTP unless it is refused: over HTTPS the line itself does it.
   */
  readonly hashed?: boolean;
}

/** One kind of request to the store; the bodies are up to {@link TransferWire}. */
interface WireRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the facts of an error. */
  readonly key?: ObjectKey;
}

/** How the parts of the transfer store send, with retries. */
export interface TransferWire {
  readonly store: StoreInit['store'];
  readonly clock: Clock;
  send(
    request: WireRequest & { readonly body?: Uint8Array },
    options?: RequestOptions & Pick<SignedStreamOptions, 'receive' | 'maxResponseBytes'>,
  ): Promise<HttpResponse>;
  sendBody(request: WireRequest, body: HashableBody, options: TransferOptions): Promise<HttpResponse>;
  /** Does all of `attempt` again where that can help. */
  retrying<T>(attempt: () => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
  /** Once, for those who do more than send in what is tried again. */
  readonly stream: SignedStream;
}

export function createTransferWire(init: TransferInit, ports: RetryPorts | undefined): TransferWire {
  const { store, clock } = init;
  const stream = createSignedStream(init);
  const retrying = <T>(attempt: () => Promise<T>, signal: AbortSignal | undefined) =>
    withRetry(attempt, { ...(signal && { signal }), ...(ports && { ports }) });
  return {
    store,
    clock,
    stream,
    retrying,
    send: ({ key, headers = {}, ...request }, options = {}) =>
      retrying(() => stream({ ...request, headers }, { ...options, ...(key && { key }) }), options.signal),
    async sendBody({ key, headers = {}, ...request }, body, { hashed, ...options }) {
      const guard = await guardOf(init, body, hashed ?? !store.endpoint.startsWith('https:'));
      const guarded = { ...request, headers: { ...headers, ...guard.headers } };
      const streamOptions = { ...options, ...(key && { key }), sha256: guard.sha256, source: body };
      return retrying(() => stream(guarded, streamOptions), options.signal);
    },
  };
}

interface Guard {
  readonly sha256: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** SigV4 carries the body's SHA-256; OSS's own signature leaves bodies out. */
async function guardOf({ store }: TransferInit, body: HashableBody, hashed: boolean): Promise<Guard> {
  if (!hashed) return { sha256: 'UNSIGNED-PAYLOAD', headers: {} };
  if (store.dialect === 'oss')
    return { sha256: 'UNSIGNED-PAYLOAD', headers: { 'content-md5': toBase64(await body.digest('md5')) } };
  return { sha256: toHex(await body.digest('sha256')), headers: {} };
}

/** The failure that some answers hide under status 200, because the store began to answer before it was done. */
export async function refuseErrorDocument(
  { store, clock }: TransferWire,
  answer: HttpResponse,
  method: string,
  key: ObjectKey,
): Promise<void> {
  const text = new TextDecoder().decode(answer.body);
  if (!/<Error[\s>]/.test(text)) return;
  const { storeErrorFrom } = await import('./error-table.ts');
  const context: ErrorContext = { store, method, key, now: clock.now() };
  throw storeErrorFrom(answer, context);
}
