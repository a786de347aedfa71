import type { ImageReference } from '../markdown/image-reference.ts';
import { hasImageExtension } from '../markdown/target.ts';
import type { JobHost } from './job.ts';
import { createOwnObjects, withScheme } from './own-objects.ts';

interface ForeignImages {
  /** Whether an address shows nothing that is ours already, and may be re-hosted. */
  isForeign(url: string): Promise<boolean>;
}

/** @param skipDomains host names that stay linked, with their sub-domains */
export function createForeignImages(host: JobHost, skipDomains: readonly string[]): ForeignImages {
  const objects = createOwnObjects(host);
  return {
    async isForeign(url) {
      const name = hostOf(url);
      if (name === undefined || skipDomains.some((domain) => isWithin(name, domain))) return false;
      return (await objects.find(url)) === undefined;
    },
  };
}

/** Lower-case; `undefined` for what is no address. */
function hostOf(url: string): string | undefined {
  const absolute = withScheme(url);
  return URL.canParse(absolute) ? new URL(absolute).hostname : undefined;
}

function isWithin(host: string, domain: string): boolean {
  const name = domain.toLowerCase().replace(/^\*?\./, '');
  return host === name || host.endsWith(`.${name}`);
}

/** Front matter has links under names of images that lead to pages. */
export function mayBePage({ syntax, target }: Pick<ImageReference, 'syntax' | 'target'>): boolean {
  return syntax === 'front-matter' && !hasImageExtension(target);
}
