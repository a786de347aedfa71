import { cancelled, ImbedError } from '../errors.ts';
import { answerLimitMs, answerTimeout, refuseConnectionSettings, untouchedHost } from './delegated.ts';
import { networkError } from './network-error.ts';
import {
  defaultMaxResponseBytes,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
  type SendOptions,
  type TransportSettings,
} from './transport.ts';

/**
 * The host's `fetch`: VS Code, on the desktop and in the browser. It does not tell when bytes leave, so the
 * answer must begin within `timeoutMs` plus a millisecond for every 16 bytes of body; after that, `timeoutMs`
 * bounds each silence.
 *
 * @param origin of the page or worker, in a browser: it does not tell what keeps an answer back, and a store that has no
 *   CORS rule for that origin is likelier than no connection
 * @throws ImbedError `config/invalid` when `settings` ask for a proxy or for unverified TLS: only the host
 * itself can grant that, and going without would surprise.
 */
export function createFetchTransport(settings: TransportSettings, origin?: string): HttpTransport {
  refuseConnectionSettings(settings, {
    proxy: {
      en: 'the editor sends the requests; use its own proxy setting (http.proxy)',
      zh: '请求由编辑器发送，请使用编辑器自己的代理设置（http.proxy）',
    },
    tlsVerify: {
      en: 'the editor sends the requests; use its own setting (http.proxyStrictSSL)',
      zh: '请求由编辑器发送，请使用编辑器自己的设置（http.proxyStrictSSL）',
    },
  });
  return {
    name: 'fetch',
    capabilities: { uploadProgress: false, abort: 'native' },
    send: (request, options = {}) => send(request, options, settings, origin),
  };
}

async function send(
  request: HttpRequest,
  options: SendOptions,
  settings: TransportSettings,
  origin: string | undefined,
): Promise<HttpResponse> {
  const host = untouchedHost(request.url);
  if (options.signal?.aborted) throw cancelled('not-sent');
  const watch = watchSilence(answerTimeout(settings, host), options.signal);
  try {
    watch.expectWithin(answerLimitMs(settings, request.body));
    const response = await fetch(request.url, fetchInit(request, watch.signal));
    const total = request.body?.length;
    if (total !== undefined) options.onSent?.(total, total);
    if (response.type === 'opaqueredirect')
      throw new ImbedError('network/intercepted', { host, detail: 'redirect' });
    const read = () => watch.expectWithin(settings.timeoutMs);
    const body = await readBody(response, host, options.maxResponseBytes ?? defaultMaxResponseBytes, read);
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    const facts = { host, ...(origin !== undefined && { detail: origin }) };
    throw watch.reason() ?? networkError(error, facts, 'network/unreachable');
  } finally {
    watch.end();
  }
}

function fetchInit({ method, headers, body }: HttpRequest, signal: AbortSignal): RequestInit {
  return {
    method,
    headers: { ...headers },
    signal,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    ...(body !== undefined && { body: body as Uint8Array<ArrayBuffer> }),
  };
}

/** One signal for both reasons to stop: the caller's abort, and silence. */
function watchSilence(timeout: ImbedError, signal: AbortSignal | undefined) {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reason: ImbedError | undefined;
  const stop = (error: ImbedError) => {
    reason = error;
    controller.abort();
  };
  const onAbort = () => stop(cancelled('unknown'));
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    reason: () => reason,
    expectWithin(milliseconds: number) {
      clearTimeout(timer);
      timer = setTimeout(() => stop(timeout), milliseconds);
    },
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

async function readBody(
  response: Response,
  host: string,
  limitBytes: number,
  onChunk: () => void,
): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  let bytes = 0;
  try {
    for (;;) {
      onChunk();
      const chunk = await reader?.read();
      if (chunk?.value === undefined) break;
      bytes += chunk.value.length;
      chunks.push(chunk.value);
      if (bytes > limitBytes) break;
    }
  } catch (error) {
    throw networkError(error, { host }, 'network/interrupted');
  }
  if (bytes > limitBytes) {
    await reader?.cancel();
    throw new ImbedError('source/too-large', { host, limitBytes });
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
