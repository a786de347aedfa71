import type { HttpResponse } from '../http/transport.ts';

/** The store's name for a request, under any store's header; a mark that proxies and web servers do not leave. */
export function requestIdOf(headers: HttpResponse['headers']): string | undefined {
  return Object.entries(headers).find(([name]) => /^x-[a-z0-9]+-request-id$|^x-reqid$/.test(name))?.[1];
}
