import { parseAddress } from './address.ts';
import { providers } from './index.ts';
import { type OpenProviderId, openProviderIds } from './provider-id.ts';

/**
 * The provider that an address, with or without scheme, belongs to; `undefined` for a custom domain, a store that
 * somebody runs, and what is no address.
 */
export function providerOfAddress(text: string): OpenProviderId | undefined {
  const address = parseAddress('', text.trim());
  if (!address.ok) return undefined;
  const { host } = address.value;
  return openProviderIds.find((id) =>
    providers[id].ownDomains.some((domain) => host === domain || host.endsWith(`.${domain}`)),
  );
}
