import type {
  HttpHandlerOptions,
  QueryParameterBag,
  HttpRequest as SdkRequest,
  HttpResponse as SdkResponse,
} from '@smithy/types';
import { utf8 } from '../bytes.ts';
import type { HttpRequest, HttpResponse, SendOptions } from '../http/transport.ts';
import { encodeRfc3986 } from '../percent-encoding.ts';
import type { SignedSend } from './signed-send.ts';

/** What `client.send(command, options)` hands through to the request handler. */
export interface SdkSendOptions extends HttpHandlerOptions {
  readonly abortSignal?: AbortSignal;
  readonly onSent?: NonNullable<SendOptions['onSent']>;
  readonly maxResponseBytes?: number;
  /** For the facts of an error; the request itself has only the encoded path. */
  readonly key?: string;
  /** Lower-case SHA-256 hex of the body, where the caller has it already. */
  readonly sha256?: string;
}

interface SdkRequestHandler {
  handle(request: SdkRequest, options?: HttpHandlerOptions): Promise<{ response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

/**
 * Lets `@aws-sdk/client-s3` send unsigned requests through our own signing and sending. It is not the
 * `EventEmitter` that lib-storage would listen to: bytes are reported through {@link SdkSendOptions}.
 */
export function createSdkRequestHandler(send: SignedSend): SdkRequestHandler {
  return {
    async handle(request, options = {}) {
      const { abortSignal, onSent, maxResponseBytes, key, sha256 } = options as SdkSendOptions;
      const answer = await send(httpRequestFrom(request), {
        ...(abortSignal !== undefined && { signal: abortSignal }),
        ...(onSent !== undefined && { onSent }),
        ...(maxResponseBytes !== undefined && { maxResponseBytes }),
        ...(key !== undefined && { key }),
        ...(sha256 !== undefined && { sha256 }),
      });
      return { response: sdkResponseFrom(answer) };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

/** The SDK's request, written out: from here on, path and query are as they are signed and sent. */
export function httpRequestFrom(request: SdkRequest): HttpRequest {
  const port = request.port === undefined ? '' : `:${request.port}`;
  const query = queryString(request.query ?? {});
  const body = bodyBytes(request.body);
  return {
    method: request.method as HttpRequest['method'],
    url: `${request.protocol}//${request.hostname}${port}${request.path}${query && `?${query}`}`,
    headers: wireHeaders(request.headers),
    ...(body !== undefined && { body }),
  };
}

/** `host` and `content-length` follow from the rest; the transport writes them. */
function wireHeaders(headers: SdkRequest['headers']): Record<string, string> {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(lower.filter(([name]) => name !== 'host' && name !== 'content-length'));
}

function queryString(query: QueryParameterBag): string {
  return Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one ?? ''] as const))
    .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
    .join('&');
}

function bodyBytes(body: unknown): Uint8Array | undefined {
  if (body === undefined || body === null || body === '') return undefined;
  if (typeof body === 'string') return utf8(body);
  if (body instanceof Uint8Array) return body;
  throw new TypeError('a body must be bytes or text: a stream can be neither signed nor sent twice');
}

function sdkResponseFrom({ status, headers, body }: HttpResponse): SdkResponse {
  const bytes = body as Uint8Array<ArrayBuffer>;
  return { statusCode: status, headers: { ...headers }, body: new Blob([bytes]).stream() };
}
