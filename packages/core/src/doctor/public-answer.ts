import type { HttpResponse, HttpTransport } from '../http/transport.ts';
import { parsedUrl } from '../http/url-parts.ts';
import type { RequestOptions } from '../store/object-store.ts';

/** What whoever follows a link gets. */
export interface PublicAnswer {
  readonly response: HttpResponse;
  /** Where the response came from, after redirects. */
  readonly url: string;
  readonly redirected: boolean;
}

export interface PublicReader {
  /** A read without keys, as an image in a page makes it. Rejects with `network/*` when nobody answers. */
  read(url: string, headers?: Readonly<Record<string, string>>): Promise<PublicAnswer>;
}

/** As many as browsers follow would be 20; a link of an image that needs more than these is broken as well. */
const MAX_REDIRECTS = 5;

/** Ample for a probe, and for the error page that comes in its place. */
const MAX_BYTES = 1024 * 1024;

const browserHeaders = {
  accept: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  'accept-language': 'en,zh-CN;q=0.9',
  'user-agent': 'Mozilla/5.0 (compatible; imbed doctor)',
};

/** @param ownHeaders of the reader; a browser has its own, and asks about others before it sends them */
export function createPublicReader(
  transport: HttpTransport,
  options: RequestOptions,
  ownHeaders: boolean,
): PublicReader {
  return {
    async read(start, headers = {}) {
      let url = start;
      for (let redirects = 0; ; redirects += 1) {
        const response = await transport.send(
          { method: 'GET', url, headers: { ...(ownHeaders && browserHeaders), ...headers } },
          { ...options, maxResponseBytes: MAX_BYTES },
        );
        const next = redirectOf(response, url);
        if (next === undefined || redirects === MAX_REDIRECTS)
          return { response, url, redirected: redirects > 0 };
        url = next;
      }
    },
  };
}

/** Written as a transport takes it; a fragment is for the browser alone. */
function redirectOf({ status, headers }: HttpResponse, from: string): string | undefined {
  if (status < 300 || status >= 400 || status === 304) return undefined;
  const target = parsedUrl(headers['location'] ?? '', from);
  if (headers['location'] === undefined || target === undefined || !/^https?:$/.test(target.protocol))
    return undefined;
  return `${target.origin}${target.pathname}${target.search}`;
}
