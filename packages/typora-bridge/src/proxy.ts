import { ImbedError } from '@imbed/core';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for `url`, as `http(s)://…`, `no_proxy` respected; empty for none. This
 * machine itself is never behind one, although people rarely say so in `no_proxy`. Rejects with `network/proxy`
 * when it is of another kind: to go past it would be against the user's word.
 */
export async function environmentProxy(url: string, env: Environment): Promise<string> {
  const variable = variablesFor(url).find((name) => env[name]);
  if (variable === undefined || isLoopback(url)) return '';
  const { getProxyForUrl } = await import('proxy-from-env');
  return getProxyForUrl(url) === '' ? '' : proxyAddress(variable, env[variable] ?? '');
}

/** The proxy for `url`: the one of the profile, if it has one (else empty), or the environment's. */
export async function proxyFor(url: string, ofProfile: string, env: Environment): Promise<string> {
  if (isLoopback(url)) return '';
  return ofProfile || environmentProxy(url, env);
}

/** In the order in which the library asks them. */
function variablesFor(url: string): readonly string[] {
  const own = /^https:/i.test(url) ? 'https_proxy' : 'http_proxy';
  return [own, own.toUpperCase(), 'all_proxy', 'ALL_PROXY'];
}

/**
 * Without a scheme a plain proxy is meant (https://curl.se/docs/manpage.html#-x), whatever the scheme of the address
 * that is asked for, which the library would put in front.
 */
function proxyAddress(variable: string, written: string): string {
  const [scheme] = /^[^:/]+(?=:\/\/)/.exec(written) ?? [];
  if (scheme === undefined) return `http://${written}`;
  if (/^https?$/i.test(scheme)) return written;
  const detail = `${variable} names a ${scheme} proxy, and only http and https ones can be used`;
  throw new ImbedError('network/proxy', { detail });
}

/** Addresses of this machine. */
function isLoopback(url: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/i.test(url);
}
