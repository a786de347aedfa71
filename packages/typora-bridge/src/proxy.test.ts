import { afterEach, expect, it, vi } from 'vitest';
import { environmentProxy } from './proxy.ts';

afterEach(() => vi.unstubAllEnvs());

/** The library reads the environment of the process itself. */
function proxyWith(env: Readonly<Record<string, string>>, endpoint: string): Promise<string> {
  for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
    vi.stubEnv(name, env[name] ?? '');
    vi.stubEnv(name.toUpperCase(), '');
  }
  return environmentProxy(endpoint, env);
}

it.each([
  [{}, 'https://a.b', ''],
  [{ https_proxy: 'http://p:1' }, 'https://a.b', 'http://p:1'],
  [{ https_proxy: 'http://p:1' }, 'http://a.b', ''],
  [{ all_proxy: 'http://p:1' }, 'http://a.b:9000', 'http://p:1'],
  [{ https_proxy: 'http://p:1', no_proxy: '.b' }, 'https://a.b', ''],
  [{ all_proxy: 'http://p:1' }, 'http://127.0.0.1:9000', ''],
  [{ all_proxy: 'http://p:1' }, 'http://localhost', ''],
  [{ all_proxy: 'http://p:1' }, 'http://localhost.example.com', 'http://p:1'],
])('%j for %s is %s', async (env, url, proxy) => {
  expect(await proxyWith(env, url)).toBe(proxy);
});
