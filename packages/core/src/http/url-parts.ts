import { ImbedError } from '../errors.ts';

/** A request address taken apart without changing a byte of what was signed. */
export interface UrlParts {
  readonly secure: boolean;
  /** `host` or `host:port`, as the `Host` header has it: no default port. */
  readonly host: string;
  /** Without the brackets of an IPv6 address. */
  readonly hostname: string;
  readonly port: number;
  /** Path and query as they stand; begins with `/`. */
  readonly path: string;
  /** The path alone, as signatures want it. */
  readonly pathname: string;
  /** Without its question mark; empty for none. */
  readonly query: string;
}

/**
 * `new URL` would turn `%2e%2e` into a step upwards and `'` into `%27`, after the signature was made; so it
 * is asked about the origin only. A fragment is dropped, since no server ever sees one.
 *
 * @throws ImbedError `internal` when `url` is not an absolute http(s) address in printable ASCII.
 */
export function splitUrl(url: string): UrlParts {
  const match = /^(https?):\/\/([^/?#]+)([!"$-~]*)(?:#.*)?$/i.exec(url);
  const origin = match === null ? undefined : parsedUrl(`${match[1]}://${match[2]}`);
  if (match === null || origin === undefined)
    throw new ImbedError('internal', { detail: 'malformed request URL' });
  const secure = origin.protocol === 'https:';
  const rest = match[3] ?? '';
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  const [pathname = '', query = ''] = splitOnce(path, '?');
  return {
    secure,
    host: origin.host,
    hostname: origin.hostname.replace(/^\[|\]$/g, ''),
    port: Number(origin.port || (secure ? 443 : 80)),
    path,
    pathname,
    query,
  };
}

/** What is before and after the first `separator`; without one, all of it alone. */
export function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** `URL.parse` is missing from the web views of phones that Obsidian still runs on. */
export function parsedUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
