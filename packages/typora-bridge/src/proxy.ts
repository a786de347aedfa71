import { type Profile, resolveStore } from '@imbed/core';

const proxyVariables = ['https_proxy', 'http_proxy', 'all_proxy', 'HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];

/**
 * The proxy that the environment names for the store of `profile`, `no_proxy` respected; empty for none. This
 * machine itself is never behind one, although people rarely say so in `no_proxy`.
 */
export async function environmentProxy(
  profile: Profile,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (!proxyVariables.some((name) => env[name])) return '';
  const store = resolveStore(profile);
  if (!store.ok || isLoopback(store.value.endpoint)) return '';
  const { getProxyForUrl } = await import('proxy-from-env');
  return getProxyForUrl(store.value.endpoint);
}

function isLoopback(url: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/i.test(url);
}
