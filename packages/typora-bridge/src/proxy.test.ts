import { isImbedError } from '@imbed/core';
import { afterEach, expect, it, vi } from 'vitest';
import { environmentProxy, proxyFor } from './proxy.ts';

afterEach(() => vi.unstubAllEnvs());

/** The library reads the environment of the process itself. */
function proxyWith(env: Readonly<Record<string, string>>, endpoint: string): Promise<string> {
  for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
    vi.stubEnv(name, env[name] ?? '');
    vi.stubEnv(name.toUpperCase(), env[name.toUpperCase()] ?? '');
  }
  return environmentProxy(endpoint, env);
}

it.each([
  [{}, 'https://a.b', ''],
  [{ https_proxy: 'http://p:1' }, 'https://a.b', 'http://p:1'],
  [{ https_proxy: 'http://p:1' }, 'http://a.b', ''],
  [{ all_proxy: 'http://p:1' }, 'http://a.b:9000', 'http://p:1'],
  [{ https_proxy: 'http://p:1', no_proxy: '.b' }, 'https://a.b', ''],
  [{ https_proxy: 'p:1' }, 'https://a.b', 'http://p:1'],
  [{ https_proxy: 'me:pw@p:1' }, 'https://a.b', 'http://me:pw@p:1'],
  [{ https_proxy: 'HTTPS://p:1' }, 'https://a.b', 'HTTPS://p:1'],
  [{ http_proxy: 'https://p:1', HTTPS_PROXY: 'p:2' }, 'https://a.b', 'http://p:2'],
  [{ https_proxy: '', ALL_PROXY: 'http://p:3' }, 'https://a.b', 'http://p:3'],
  [{ all_proxy: 'socks5://p:1', http_proxy: 'p:2' }, 'http://a.b', 'http://p:2'],
  [{ all_proxy: 'socks5://p:1' }, 'http://127.0.0.1:9000', ''],
  [{ all_proxy: 'socks5://p:1', no_proxy: 'a.b' }, 'https://a.b', ''],
  [{ all_proxy: 'http://p:1' }, 'http://127.0.0.1:9000', ''],
  [{ all_proxy: 'http://p:1' }, 'http://localhost', ''],
  [{ all_proxy: 'http://p:1' }, 'http://localhost.example.com', 'http://p:1'],
])('%j for %s is %s', async (env, url, proxy) => {
  expect(await proxyWith(env, url)).toBe(proxy);
});

it.each(['socks5', 'socks5h', 'socks4', 'pac+https'])(
  'a %s proxy is refused by the name of its variable, without its password',
  async (scheme) => {
    const error: unknown = await proxyWith({ ALL_PROXY: `${scheme}://me:pw@p:1` }, 'https://a.b').catch(
      (reason: unknown) => reason,
    );
    if (!isImbedError(error)) throw new Error('expected a failure of ours', { cause: error });
    expect(error.code).toBe('network/proxy');
    expect(error.facts.detail).toContain(`ALL_PROXY names a ${scheme} proxy`);
    expect(JSON.stringify(error.facts)).not.toContain('pw');
  },
);

it.each([
  ['https://a.b', 'http://profile:1', 'http://profile:1'],
  ['https://a.b', '', 'http://p:1'],
  ['http://127.0.0.1:9', 'http://profile:1', ''],
])('for an image at %s with the proxy %j in the profile it is %j', async (url, ofProfile, proxy) => {
  const env = { https_proxy: 'http://p:1' };
  vi.stubEnv('https_proxy', env.https_proxy);
  vi.stubEnv('no_proxy', '');
  vi.stubEnv('NO_PROXY', '');
  expect(await proxyFor(url, ofProfile, env)).toBe(proxy);
});
