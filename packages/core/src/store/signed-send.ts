import { cancelled, ImbedError } from '../errors.ts';
import type { HttpRequest, HttpResponse, SendOptions } from '../http/transport.ts';
import { isPlainAbsence } from './absence.ts';
import type { ErrorContext } from './error-table.ts';
import { createRequestSigner } from './signing/create-request-signer.ts';
import { isForeignSuccess } from './store-answer.ts';
import type { StoreInit } from './store-init.ts';

export interface SignedSendOptions extends SendOptions {
  /** For the facts of an error. */
  readonly key?: string;
  /** Lower-case SHA-256 hex of the body, where the caller has it already. */
  readonly sha256?: string;
}

/** Signs one request and sends it once. Any answer but a success of the store rejects with an `ImbedError`. */
export type SignedSend = (request: HttpRequest, options?: SignedSendOptions) => Promise<HttpResponse>;

/** Room for a refusal with its reasons where the answer that is hoped for is smaller. */
const MIN_RESPONSE_BYTES = 64 * 1024;

/** How both wires reach the store. */
export function createSignedSend(init: StoreInit): SignedSend {
  const { store, transport, clock } = init;
  const sign = createRequestSigner(init, store);
  return async (request, { key, sha256, ...options } = {}) => {
    const { signal, maxResponseBytes: asked } = options;
    if (signal?.aborted === true) throw cancelled('not-sent');
    const headers = await sign({ ...request, ...(sha256 !== undefined && { sha256 }) });
    const response = await transport.send(
      { ...request, headers },
      { ...options, ...(asked !== undefined && { maxResponseBytes: Math.max(asked, MIN_RESPONSE_BYTES) }) },
    );
    const { status } = response;
    const context: ErrorContext = {
      store,
      method: request.method,
      now: clock.now(),
      ...(key !== undefined && { key }),
    };
    if (status < 200 || status >= 300) throw await refusal(response, context);
    if (isForeignSuccess(response)) throw await interception(response, context);
    return response;
  };
}

/** The table is a fifth of what an upload loads, and most uploads get by without. */
async function refusal(response: HttpResponse, context: ErrorContext): Promise<ImbedError> {
  const { method, key } = context;
  if (isPlainAbsence(method, response))
    return new ImbedError('store/no-such-key', { status: 404, ...(key !== undefined && { key }) });
  const { storeErrorFrom } = await import('./error-table.ts');
  return storeErrorFrom(response, context);
}

async function interception(response: HttpResponse, context: ErrorContext): Promise<ImbedError> {
  const { interceptionFrom } = await import('./error-table.ts');
  return interceptionFrom(response, context);
}
