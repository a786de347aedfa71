import { issue, ok, type ParseResult } from '../parse-result.ts';

/** An address a person wrote, taken apart. */
export interface Address {
  readonly scheme: 'http' | 'https';
  /** Lower-case, international names in their ASCII form. */
  readonly host: string;
  /** With its colon, or empty. */
  readonly port: string;
  /** Without trailing slash; empty for none. */
  readonly path: string;
}

/**
 * Reads an address with or without scheme. Without one it is `https`, except for IP addresses and `localhost`,
 * which hardly ever have a certificate. The text itself is never repeated in an issue: it may hold a password.
 */
export function parseAddress(field: string, text: string): ParseResult<Address> {
  const url = toUrl(text);
  if (url === undefined || !isHost(url.hostname)) return issue(field, 'no-address');
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') return issue(field, 'no-http');
  if (url.username !== '' || url.password !== '') return issue(field, 'has-user');
  if (url.search !== '' || url.hash !== '') return issue(field, 'has-query');
  return ok({ scheme, host: url.hostname, port: colon(url.port), path: url.pathname.replace(/\/+$/, '') });
}

/** The way back of {@link parseAddress}, without a slash at its end. */
export function formatAddress({ scheme, host, port, path }: Address): string {
  return `${scheme}://${host}${port}${path}`;
}

/** `127.0.0.1`, `[::1]`: no sub-domain can be put in front of these. */
export function isIpAddress(host: string): boolean {
  return host.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

/** URLs allow marks such as `=` in hosts; names of machines have none. */
function isHost(host: string): boolean {
  return host.startsWith('[') || /^[a-z0-9._-]+$/.test(host);
}

function toUrl(text: string): URL | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return parseUrl(text);
  const url = parseUrl(`https://${text}`);
  const plain = url !== undefined && (isIpAddress(url.hostname) || url.hostname === 'localhost');
  return plain ? parseUrl(`http://${text}`) : url;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function colon(port: string): string {
  return port === '' ? '' : `:${port}`;
}
