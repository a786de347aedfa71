import { cancelled, ImbedError } from '../errors.ts';
import type {
  HttpRequest,
  HttpResponse,
  SendOptions,
  StreamingTransport,
  StreamOptions,
} from '../http/transport.ts';
import { isPlainAbsence } from './absence.ts';
import type { ErrorContext } from './error-table.ts';
import { createRequestSigner } from './signing/create-request-signer.ts';
import { isForeignSuccess } from './store-answer.ts';
import type { StoreInit } from './store-init.ts';

interface Signed {
  /** For the facts of an error. */
  readonly key?: string;
  /** Lower-case SHA-256 hex of the body, where the caller has it already, or `UNSIGNED-PAYLOAD`. */
  readonly sha256?: string;
}

type SignedSendOptions = SendOptions & Signed;
export type SignedStreamOptions = StreamOptions & Signed;

/** Signs one request and sends it once. Any answer but a success of the store rejects with an `ImbedError`. */
export type SignedSend = (request: HttpRequest, options?: SignedSendOptions) => Promise<HttpResponse>;

/** The same for bodies larger than memory; `sha256` has to be given with a `source`. */
export type SignedStream = (request: HttpRequest, options: SignedStreamOptions) => Promise<HttpResponse>;

/** Room for a refusal with its reasons where the answer that is hoped for is smaller. */
const MIN_RESPONSE_BYTES = 64 * 1024;

/** How both wires reach the store. */
export function createSignedSend(init: StoreInit): SignedSend {
  return signing(init, (request, options: SendOptions) => init.transport.send(request, options));
}

/** As {@link createSignedSend}, for bodies that are not in memory. */
export function createSignedStream(
  init: StoreInit & { readonly transport: StreamingTransport },
): SignedStream {
  return signing(init, (request, options: StreamOptions) => init.transport.stream(request, options));
}

function signing<Options extends SendOptions>(
  init: StoreInit,
  pass: (request: HttpRequest, options: Options) => Promise<HttpResponse>,
): (request: HttpRequest, options?: Options & Signed) => Promise<HttpResponse> {
  const { store, clock } = init;
  const sign = createRequestSigner(init, store);
  return async (request, given) => {
    const { key, sha256, ...options } = given ?? ({} as Options & Signed);
    const { signal, maxResponseBytes: asked } = options;
    if (signal?.aborted === true) throw cancelled('not-sent');
    const headers = await sign({ ...request, ...(sha256 !== undefined && { sha256 }) });
    const bound = asked === undefined ? {} : { maxResponseBytes: Math.max(asked, MIN_RESPONSE_BYTES) };
    const response = await pass({ ...request, headers }, { ...(options as unknown as Options), ...bound });
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
