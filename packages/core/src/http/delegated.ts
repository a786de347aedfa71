import { ImbedError } from '../errors.ts';
import { configIssue } from '../parse-result.ts';
import type { LocalText } from '../problems.ts';
import type { TransportSettings } from './transport.ts';
import { splitUrl } from './url-parts.ts';

/*
 * What the transports have in common that hand a request to their host (`fetch`, Obsidian's `requestUrl`), which sends
 * it in its own way and tells of no byte that leaves.
 */

/** Slowest upload that is waited for: 16 kB/s, a bad mobile line. In bytes per millisecond. */
const SLOWEST_UPLOAD = 16;

/** How long an answer may take to come, in milliseconds; nobody can tell a slow upload from silence here. */
export function answerLimitMs({ timeoutMs }: TransportSettings, body: Uint8Array | undefined): number {
  return timeoutMs + (body?.byteLength ?? 0) / SLOWEST_UPLOAD;
}

/** The error for an answer that did not come in time. @param host `host:port` */
export function answerTimeout({ timeoutMs }: TransportSettings, host: string): ImbedError {
  return new ImbedError('network/timeout', { host, seconds: timeoutMs / 1000 });
}

/**
 * @param problems by setting, what a person can do instead
 * @throws ImbedError `config/invalid` when `settings` ask for a proxy or for unverified TLS: only the host itself can
 * grant that, and going without would surprise.
 */
export function refuseConnectionSettings(
  { proxy, tlsVerify }: TransportSettings,
  problems: { readonly proxy: LocalText; readonly tlsVerify: LocalText },
): void {
  const asked = [
    ...(proxy === '' ? [] : (['proxy'] as const)),
    ...(tlsVerify ? [] : (['tlsVerify'] as const)),
  ];
  if (asked.length === 0) return;
  throw new ImbedError('config/invalid', {
    issues: asked.map((field) => configIssue(field, 'not-here', { text: problems[field] })),
  });
}

/**
 * The host of an address that a browser leaves as it is; others it would clean up, and the signature would not hold.
 * @throws ImbedError `internal` for such an address
 */
export function untouchedHost(url: string): string {
  const { host, path } = splitUrl(url);
  const { pathname, search } = new URL(url);
  if (pathname + search === path) return host;
  throw new ImbedError('internal', { host, detail: 'the URL would be rewritten on its way' });
}
