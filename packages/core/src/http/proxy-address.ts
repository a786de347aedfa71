import { issue, ok, type ParseResult } from '../parse-result.ts';

/** A proxy that requests can go through: `http://` or, for those that speak TLS themselves, `https://`. */
export function parseProxyAddress(address: string): ParseResult<URL> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) ? ok(url) : issue('proxy', 'proxy-address');
}
