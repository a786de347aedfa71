import { lookup } from 'node:dns';
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { cancelled, ImbedError, isImbedError } from '../../errors.ts';
import { isPrivateAddress } from '../../http/private-address.ts';
import { type DownloadLimits, downloadFailed, withoutSecrets } from './download-limits.ts';

const MAX_REDIRECTS = 5;
/** However steadily it trickles. */
const MAX_SECONDS = 120;

/**
 * Fetches one image. Rejects with `source/download-failed`, `source/private-address`, `source/too-large`, `cancelled`
 * or `network/proxy`.
 * Whatever a note says is fetched, so an address that leads into the private network is refused unless allowed:
 * it is the address after DNS that counts, at each redirect anew. Through a proxy that address is only what this
 * machine takes it for: the proxy looks it up for itself.
 */
export async function downloadImage(
  url: string,
  limits: DownloadLimits,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const deadline = AbortSignal.timeout(MAX_SECONDS * 1000);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  try {
    return await follow(url, limits, either);
  } catch (error) {
    if (isImbedError(error)) throw error;
    if (signal?.aborted) throw cancelled('not-sent');
    throw downloadFailed(url, deadline.aborted ? `more than ${MAX_SECONDS} s` : reasonOf(error), error);
  }
}

async function follow(url: string, limits: DownloadLimits, signal: AbortSignal): Promise<Uint8Array> {
  let target = parseUrl(url, url);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const { status, headers, body } = await ask(target, url, limits, signal);
    if (body !== undefined) return body;
    const location = status >= 300 && status < 400 ? headers['location'] : undefined;
    if (location === undefined) throw downloadFailed(url, `HTTP ${status}`);
    target = parseUrl(String(location), url, target);
  }
  throw downloadFailed(url, `more than ${MAX_REDIRECTS} redirects`);
}

/** The body comes only with status 200. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array | undefined;
}

async function ask(target: URL, asked: string, limits: DownloadLimits, signal: AbortSignal): Promise<Answer> {
  const proxy = await limits.proxyFor(target.href);
  if (proxy !== '') return askProxy(target, proxy, asked, limits, signal);
  const response = await get(target, limits, signal);
  const { statusCode: status = 0, headers } = response;
  if (status === 200) return { status, headers, body: await readBody(response, asked, limits.maxBytes) };
  response.destroy();
  return { status, headers, body: undefined };
}

async function askProxy(
  target: URL,
  proxy: string,
  asked: string,
  limits: DownloadLimits,
  signal: AbortSignal,
): Promise<Answer> {
  const { looksPrivate, proxiedGet } = await import('./proxied-get.ts');
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (!limits.allowPrivate && (await looksPrivate(host))) throw privateAddress(target);
  const { status, headers, body } = await proxiedGet(target, headersFor(target), proxy, limits, signal);
  if (status === 200) refuseEncoded(headers['content-encoding'], asked);
  return { status, headers, body: status === 200 ? body : undefined };
}

function refuseEncoded(encoding = 'identity', url: string): void {
  if (encoding !== 'identity') throw downloadFailed(url, `content-encoding ${encoding}`);
}

function parseUrl(text: string, asked: string, base?: URL): URL {
  const url = URL.parse(text, base);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw downloadFailed(asked, 'not an http(s) address');
}

/** Looks like the browser that shows the page: hot-link protection asks for the Referer of the own site. */
function headersFor(url: URL): Readonly<Record<string, string>> {
  return {
    accept: 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
    'accept-encoding': 'identity',
    referer: `${url.origin}/`,
    'user-agent': 'Mozilla/5.0 (compatible; Imbed)',
  };
}

function get(url: URL, limits: DownloadLimits, signal: AbortSignal): Promise<IncomingMessage> {
  const timeout = limits.timeoutSeconds * 1000;
  const options: RequestOptions = { headers: headersFor(url), signal, timeout };
  if (!limits.allowPrivate) guardAddress(url, options);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, options, resolve);
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${limits.timeoutSeconds} s`)));
    sent.on('error', reject);
    sent.end();
  });
}

/** Names are checked when they are looked up for the connection itself, so DNS cannot change its mind between. */
function guardAddress(url: URL, options: RequestOptions): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isPrivateAddress(host)) throw privateAddress(url);
  const guarded: LookupFunction = (hostname, lookupOptions, done) => {
    lookup(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '');
      if (addresses.some(({ address }) => isPrivateAddress(address))) return done(privateAddress(url), '');
      const [first] = addresses;
      if (lookupOptions.all || first === undefined) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
  options.lookup = guarded;
}

function privateAddress({ host }: URL): ImbedError {
  return new ImbedError('source/private-address', { host });
}

async function readBody(response: IncomingMessage, url: string, maxBytes: number): Promise<Uint8Array> {
  refuseEncoded(response.headers['content-encoding'], url);
  const chunks: Uint8Array[] = [];
  let bytes = Number(response.headers['content-length'] ?? 0);
  if (bytes > maxBytes) throw tooLarge(response, url, bytes, maxBytes);
  bytes = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(response, url, bytes, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(response: IncomingMessage, url: string, bytes: number, limitBytes: number): ImbedError {
  response.destroy();
  return new ImbedError('source/too-large', { name: withoutSecrets(url), bytes, limitBytes });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return ('code' in error && typeof error.code === 'string' ? error.code : undefined) ?? error.message;
}
