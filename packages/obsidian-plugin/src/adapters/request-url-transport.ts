import {
  answerLimitMs,
  answerTimeout,
  cancelled,
  defaultMaxResponseBytes,
  type HttpResponse,
  type HttpTransport,
  ImbedError,
  type LocalText,
  networkError,
  refuseConnectionSettings,
  type TransportSettings,
  untouchedHost,
} from '@imbed/core';
import type { RequestUrlParam, RequestUrlResponse } from 'obsidian';

type Answer = Pick<RequestUrlResponse, 'status' | 'headers' | 'arrayBuffer'>;

/** Obsidian's `requestUrl`, as far as it is used here; handed in, so that its rules can be tested. */
export type RequestUrl = (request: RequestUrlParam) => PromiseLike<Answer>;

const asSystem: LocalText = {
  en: 'Obsidian sends the requests, as the system is set up',
  zh: '请求由 Obsidian 按系统的设置发送',
};

/**
 * Sends past the browser's CORS rules, on desktop and on phones. It cannot abort, reports no progress and tells of
 * no byte before the last, so the whole answer must be there within `timeoutMs` plus a millisecond for every 16
 * bytes of body. A request that is given up runs on: `cancelled` and `network/timeout` leave open what became of it.
 *
 * @throws ImbedError `config/invalid` when `settings` ask for a proxy or for unverified TLS: only the system can
 * grant that, and going without would surprise.
 */
export function createRequestUrlTransport(
  requestUrl: RequestUrl,
  settings: TransportSettings,
  parts?: HttpTransport['capabilities']['parts'],
): HttpTransport {
  refuseConnectionSettings(settings, { proxy: asSystem, tlsVerify: asSystem });
  return {
    name: 'obsidian-request-url',
    capabilities: { uploadProgress: false, abort: 'detach', ...(parts && { parts }) },
    async send({ url, method, headers, body }, options = {}) {
      const { signal, onSent, maxResponseBytes = defaultMaxResponseBytes } = options;
      const host = untouchedHost(url);
      if (signal?.aborted) throw cancelled('not-sent');
      const contentType = headers['content-type'];
      const answer = requestUrl({
        url,
        method,
        headers: { ...headers },
        // Left out, Obsidian would claim a form (https://github.com/obsidianmd/obsidian-api/issues/52).
        ...(contentType !== undefined && { contentType }),
        // A view into a larger buffer would send its neighbours as well: `requestUrl` takes whole buffers only.
        ...(body !== undefined && { body: body.slice().buffer }),
        // Else an answer of 400 and above loses its body, and with it the store's reason.
        throw: false,
      });
      const limitMs = answerLimitMs(settings, body);
      const timeout = answerTimeout(settings, host);
      const response = toResponse(
        await waitFor(answer, { signal, limitMs, timeout, host }),
        maxResponseBytes,
        host,
      );
      // Not a byte is told of before; parts of a large image make progress all the same.
      if (body !== undefined) onSent?.(body.byteLength, body.byteLength);
      return response;
    },
  };
}

interface Patience {
  readonly signal: AbortSignal | undefined;
  readonly limitMs: number;
  readonly timeout: ImbedError;
  readonly host: string;
}

function waitFor(answer: PromiseLike<Answer>, { signal, limitMs, timeout, host }: Patience): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const giveUp = () => stop(() => reject(timeout));
    const onAbort = () => stop(() => reject(cancelled('unknown')));
    const timer = window.setTimeout(giveUp, limitMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    const stop = (settle: () => void) => {
      window.clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    answer.then(
      (received) => stop(() => resolve(received)),
      (error: unknown) => stop(() => reject(networkError(error, { host }, 'network/unreachable'))),
    );
  });
}

function toResponse(answer: Answer, limitBytes: number, host: string): HttpResponse {
  const bytes = answer.arrayBuffer.byteLength;
  if (bytes > limitBytes) throw new ImbedError('source/too-large', { host, bytes, limitBytes });
  if (answer.status === 407) throw new ImbedError('network/proxy', { host, status: 407 });
  const headers = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    status: answer.status,
    headers: Object.fromEntries(headers),
    body: new Uint8Array(answer.arrayBuffer),
  };
}
