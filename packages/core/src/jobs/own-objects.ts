import type { LedgerEntry } from '../ledger/ledger.ts';
import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';
import { keyOfUrl } from '../providers/key-of-url.ts';
import type { OpenProfile } from '../upload/open-profiles.ts';
import type { JobHost } from './job.ts';

/** An object that was stored with one of our profiles. */
export interface OwnObject {
  /** The same for all addresses of the object. */
  readonly identity: string;
  /** An address at which anyone may see it, with its scheme. */
  readonly url: string;
  readonly key: string;
  /** Where our keys open it; absent when no profile leads to its bucket any more. */
  readonly place?: ObjectPlace;
  /** What the ledger knows of it, newest first. */
  readonly entries: readonly LedgerEntry[];
}

export interface ObjectPlace {
  readonly profile: OpenProfile;
  readonly key: ObjectKey;
}

export interface OwnObjects {
  /**
   * The object that an address shows; `undefined` for what is foreign. Of several profiles of its bucket it is the one
   * that is `preferred`.
   */
  find(url: string, preferred?: string): Promise<OwnObject | undefined>;
  /** The same for an object whose place is known, e.g. from a listing. */
  at(place: ObjectPlace): Promise<OwnObject>;
}

/** Opens all profiles, when it is first asked. */
export function createOwnObjects({
  profiles,
  ledger,
  logger,
}: Pick<JobHost, 'profiles' | 'ledger' | 'logger'>): OwnObjects {
  let opened: Promise<readonly OpenProfile[]> | undefined;

  async function openAll(): Promise<readonly OpenProfile[]> {
    const results = await Promise.allSettled(profiles.names.map((name) => profiles.open(name)));
    return results.flatMap((result) => {
      if (result.status === 'fulfilled') return [result.value];
      logger.warn('A profile that makes no sense may own images that look foreign');
      return [];
    });
  }

  async function at(place: ObjectPlace, linkedAs: readonly LedgerEntry[] = []): Promise<OwnObject> {
    const { key, profile } = place;
    const url = profile.objects.publicUrl(key);
    const known = [...linkedAs, ...(await ledger.findByUrl(url))];
    const entries = [...new Set(known)].filter(
      (entry) => entry.key === key && entry.store === profile.storeIdentity,
    );
    return { identity: `${profile.storeIdentity} ${key}`, url, key, place, entries };
  }

  return {
    async find(url, preferred) {
      opened ??= openAll();
      const candidates = preferredFirst(await opened, preferred);
      const entries = await ledger.findByUrl(url);
      const place = placeOfUrl(candidates, url) ?? placeOfEntry(candidates, entries);
      if (place !== undefined) return at(place, entries);
      const [entry] = entries;
      return entry && { identity: url, url: withScheme(url), key: entry.key, entries };
    },
    at,
  };
}

function preferredFirst(profiles: readonly OpenProfile[], name: string | undefined): readonly OpenProfile[] {
  return profiles.toSorted((a, b) => Number(b.name === name) - Number(a.name === name));
}

function placeOfUrl(profiles: readonly OpenProfile[], url: string): ObjectPlace | undefined {
  for (const profile of profiles) {
    const key = keyOfUrl(profile.store, url);
    if (key !== undefined) return { profile, key };
  }
  return undefined;
}

/** For links that were made when the bucket had another public address. */
function placeOfEntry(
  profiles: readonly OpenProfile[],
  entries: readonly LedgerEntry[],
): ObjectPlace | undefined {
  for (const { store, key } of entries) {
    const profile = profiles.find(({ storeIdentity }) => storeIdentity === store);
    const parsed = parseObjectKey(key);
    if (profile !== undefined && parsed.ok) return { profile, key: parsed.value };
  }
  return undefined;
}

/** That of the file which it was made of, where the ledger knows it. */
export function nameOf({ entries, key }: OwnObject): string {
  return entries.find(({ name }) => name !== undefined)?.name ?? key.slice(key.lastIndexOf('/') + 1);
}

/** Notes may leave it to the page that they are shown in. */
export function withScheme(url: string): string {
  return url.startsWith('//') ? `https:${url}` : url;
}
