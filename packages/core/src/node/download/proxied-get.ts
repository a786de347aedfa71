import { lookup } from 'node:dns/promises';
import { ImbedError, isImbedError } from '../../errors.ts';
import { isPrivateAddress } from '../../http/private-address.ts';
import type { HttpResponse } from '../../http/transport.ts';
import { createNodeTransport } from '../http-transport.ts';
import { type DownloadLimits, downloadFailed, withoutSecrets } from './download-limits.ts';

/**
 * Asks `proxy` for `url`, whole. Rejects with `network/proxy`, `cancelled`, `source/too-large` or
 * `source/download-failed`.
 */
export async function proxiedGet(
  url: URL,
  headers: Readonly<Record<string, string>>,
  proxy: string,
  limits: DownloadLimits,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const settings = { proxy, timeoutMs: limits.timeoutSeconds * 1000, tlsVerify: true };
  const request = {
    method: 'GET',
    url: addressOf(url),
    headers: { ...headers, ...authorization(url) },
  } as const;
  try {
    return await createNodeTransport(settings).send(request, { signal, maxResponseBytes: limits.maxBytes });
  } catch (error) {
    throw ofSource(url.href, limits.maxBytes, error);
  }
}

/** User and fragment are not for the wire. */
function addressOf({ origin, pathname, search }: URL): string {
  return `${origin}${pathname}${search}`;
}

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === '' && password === '') return {};
  const user = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { authorization: `Basic ${user.toString('base64')}` };
}

function ofSource(url: string, limitBytes: number, error: unknown): unknown {
  if (!isImbedError(error) || error.code === 'network/proxy' || error.code === 'cancelled') return error;
  if (error.code === 'source/too-large')
    return new ImbedError('source/too-large', { name: withoutSecrets(url), limitBytes });
  return downloadFailed(url, error.facts.serviceCode ?? error.code, error);
}

/**
 * Whether `host` leads into the private network as far as this machine can tell. The proxy looks names up again for
 * itself, and may know some that are unknown here; where it may go is then for it to say.
 */
export async function looksPrivate(host: string): Promise<boolean> {
  const addresses = await lookup(host, { all: true }).catch(() => []);
  return addresses.some(({ address }) => isPrivateAddress(address));
}
