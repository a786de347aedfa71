import {
  cancelled,
  defaultMaxResponseBytes,
  type HttpResponse,
  type HttpTransport,
  ImbedError,
  networkError,
} from '@imbed/core';
import type { RequestUrlParam, RequestUrlResponse } from 'obsidian';

type Answer = Pick<RequestUrlResponse, 'status' | 'headers' | 'arrayBuffer'>;

/** Obsidian's `requestUrl`, as far as it is used here; handed in, so that its rules can be tested. */
export type RequestUrl = (request: RequestUrlParam) => PromiseLike<Answer>;

/** Slowest upload that is waited for: 16 kB/s, a bad mobile line. In bytes per millisecond. */
const slowestUpload = 16;

/**
 * Sends past the browser's CORS rules, on desktop and on phones. It cannot abort, reports no progress and has no
 * time-out of its own, so a request that is given up here runs on: `cancelled` and `network/timeout` leave open
 * what became of it.
 * @param timeoutMs longest wait for the answer, plus a millisecond for every 16 bytes of body
 */
export function createRequestUrlTransport(requestUrl: RequestUrl, timeoutMs: number): HttpTransport {
  return {
    name: 'obsidian-request-url',
    capabilities: { uploadProgress: false, abort: 'detach' },
    async send({ url, method, headers, body }, options = {}) {
      const { signal, maxResponseBytes = defaultMaxResponseBytes } = options;
      const { host } = new URL(url);
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
      const limitMs = timeoutMs + (body?.byteLength ?? 0) / slowestUpload;
      const received = await waitFor(answer, { signal, limitMs, host });
      return toResponse(received, maxResponseBytes, host);
    },
  };
}

interface Patience {
  readonly signal: AbortSignal | undefined;
  readonly limitMs: number;
  readonly host: string;
}

function waitFor(answer: PromiseLike<Answer>, { signal, limitMs, host }: Patience): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const giveUp = () =>
      stop(() => reject(new ImbedError('network/timeout', { host, seconds: limitMs / 1000 })));
    const onAbort = () => stop(() => reject(cancelled('unknown')));
    const timer = setTimeout(giveUp, limitMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    const stop = (settle: () => void) => {
      clearTimeout(timer);
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
  const headers = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    status: answer.status,
    headers: Object.fromEntries(headers),
    body: new Uint8Array(answer.arrayBuffer),
  };
}
