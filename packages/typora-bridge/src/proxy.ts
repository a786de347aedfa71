const proxyVariables = ['https_proxy', 'http_proxy', 'all_proxy', 'HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];

/**
 * The proxy that the environment names for `endpoint`, `no_proxy` respected; empty for none. This
 * machine itself is never behind one, although people rarely say so in `no_proxy`.
 */
export async function environmentProxy(
  endpoint: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (!proxyVariables.some((name) => env[name]) || isLoopback(endpoint)) return '';
  const { getProxyForUrl } = await import('proxy-from-env');
  return getProxyForUrl(endpoint);
}

function isLoopback(url: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/i.test(url);
}
