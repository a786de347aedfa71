import { cancelled, ImbedError } from '../errors.ts';
import type { ConfigIssue } from '../parse-result.ts';
import { networkError } from './network-error.ts';
import {
  defaultMaxResponseBytes,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
  type SendOptions,
  type TransportSettings,
} from './transport.ts';
import { splitUrl } from './url-parts.ts';

/** Slowest upload that is waited for: 16 kB/s, a bad mobile line. In bytes per millisecond. */
const slowestUpload = 16;

/**
 * The host's `fetch`: VS Code, on the desktop and in the browser. It does not tell when bytes leave, so the
 * answer must begin within `timeoutMs` plus a millisecond for every 16 bytes of body; after that, `timeoutMs`
 * bounds each silence.
 *
 * @throws ImbedError `config/invalid` when `settings` ask for a proxy or for unverified TLS: only the host
 * itself can grant that, and going without would surprise.
 */
export function createFetchTransport(settings: TransportSettings): HttpTransport {
  const issues = unsupported(settings);
  if (issues.length > 0) throw new ImbedError('config/invalid', { issues });
  return {
    name: 'fetch',
    capabilities: { uploadProgress: false, abort: 'native' },
    send: (request, options = {}) => send(request, options, settings.timeoutMs),
  };
}

function unsupported({ proxy, tlsVerify }: TransportSettings): readonly ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  const elsewhere = (setting: string) =>
    `cannot be set here: the editor sends the requests; use its ${setting}`;
  if (proxy !== '') issues.push({ field: 'proxy', problem: elsewhere('own proxy setting (http.proxy)') });
  if (!tlsVerify)
    issues.push({ field: 'tlsVerify', problem: elsewhere('own setting (http.proxyStrictSSL)') });
  return issues;
}

async function send(request: HttpRequest, options: SendOptions, timeoutMs: number): Promise<HttpResponse> {
  const { host, path } = splitUrl(request.url);
  const { pathname, search } = new URL(request.url);
  if (pathname + search !== path)
    throw new ImbedError('internal', { host, detail: 'fetch would rewrite the URL' });
  if (options.signal?.aborted) throw cancelled('not-sent');
  const watch = watchSilence(host, timeoutMs, options.signal);
  try {
    watch.expectWithin(timeoutMs + (request.body?.length ?? 0) / slowestUpload);
    const response = await fetch(request.url, fetchInit(request, watch.signal));
    const total = request.body?.length;
    if (total !== undefined) options.onSent?.(total, total);
    if (response.type === 'opaqueredirect')
      throw new ImbedError('network/intercepted', { host, detail: 'redirect' });
    const read = () => watch.expectWithin(timeoutMs);
    const body = await readBody(response, host, options.maxResponseBytes ?? defaultMaxResponseBytes, read);
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    throw watch.reason() ?? networkError(error, { host }, 'network/unreachable');
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
function watchSilence(host: string, timeoutMs: number, signal: AbortSignal | undefined) {
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
      const timeout = new ImbedError('network/timeout', { host, seconds: timeoutMs / 1000 });
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
