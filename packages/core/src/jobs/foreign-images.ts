import { keyOfUrl } from '../providers/key-of-url.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import type { JobHost } from './job.ts';

export interface ForeignImages {
  /** Whether an address shows nothing that is ours already, and may be re-hosted. */
  isForeign(url: string): Promise<boolean>;
}

/** @param skipDomains host names that stay linked, with their sub-domains */
export function createForeignImages(
  { profiles, ledger, logger }: JobHost,
  skipDomains: readonly string[],
): ForeignImages {
  let stores: Promise<readonly ResolvedStore[]> | undefined;

  async function openStores(): Promise<readonly ResolvedStore[]> {
    const opened = await Promise.allSettled(profiles.names.map((name) => profiles.open(name)));
    return opened.flatMap((result) => {
      if (result.status === 'fulfilled') return [result.value.store];
      logger.warn('A profile that makes no sense may own images that look foreign');
      return [];
    });
  }

  return {
    async isForeign(url) {
      const host = hostOf(url);
      if (host === undefined || skipDomains.some((domain) => isWithin(host, domain))) return false;
      stores ??= openStores();
      if ((await stores).some((store) => keyOfUrl(store, url) !== undefined)) return false;
      return (await ledger.findByUrl(url)).length === 0;
    },
  };
}

/** Lower-case; `undefined` for what is no address. */
function hostOf(url: string): string | undefined {
  const absolute = url.startsWith('//') ? `https:${url}` : url;
  return URL.canParse(absolute) ? new URL(absolute).hostname : undefined;
}

function isWithin(host: string, domain: string): boolean {
  const name = domain.toLowerCase().replace(/^\*?\./, '');
  return host === name || host.endsWith(`.${name}`);
}
