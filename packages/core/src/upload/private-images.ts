import type { ObjectKey } from '../naming/object-key.ts';
import { resolveStore } from '../providers/index.ts';
import { keyOfUrl } from '../providers/key-of-url.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import type { Profile, Settings } from '../settings/profile.ts';
import { presignedGetUrl } from '../store/presign.ts';
import type { ProfilesHost } from './open-profiles.ts';

/** Half of what a link is good for: one that is handed out works for half an hour at least. */
const WINDOW_MS = 30 * 60 * 1000;
const LINK_SECONDS = 60 * 60;

/**
 * Images in buckets that nobody may read, made visible while a note is looked at. The note keeps the stable link;
 * the signed one belongs on the screen only, never in a note, a ledger or a log.
 */
export interface PrivateImages {
  /**
   * Whether a link leads into the bucket of a profile with `access: "signed"`, however it is written; one with a
   * signature of before, which may be dead by now, too.
   */
  isPrivate(url: string): boolean;
  /** What {@link PrivateImages.sign} gave in this half hour: for renderers that cannot wait. */
  signed(url: string): string | undefined;
  /**
   * The address to show instead: good for 30 to 60 minutes, less where temporary keys end before, and the same
   * throughout a half hour of the clock, so that caches serve. It shows the object as it is stored: processing that the
   * link asks for is left out. `undefined` for a link that is not private. Nothing is sent. Rejects with `config/missing-secret`, and with whatever else keeps keys from being had.
   */
  sign(url: string): Promise<string | undefined>;
}

export type PrivateImagesHost = Pick<ProfilesHost, 'credentialsOf' | 'digests' | 'clock'>;

/** Profiles that make no sense have no private images: what is wrong with them is told when they are used. */
export function createPrivateImages(
  { profiles }: Pick<Settings, 'profiles'>,
  host: PrivateImagesHost,
): PrivateImages {
  const buckets = Object.entries(profiles).flatMap(privateBucket);
  let links: WindowOfLinks = { start: Number.NaN, urls: new Map() };

  function linksNow(): WindowOfLinks {
    const start = Math.floor(host.clock.now().getTime() / WINDOW_MS) * WINDOW_MS;
    if (links.start !== start) links = { start, urls: new Map() };
    return links;
  }

  return {
    isPrivate: (url) => find(buckets, url) !== undefined,
    signed: (url) => linksNow().urls.get(url),
    async sign(url) {
      const { start, urls } = linksNow();
      const known = urls.get(url);
      const image = find(buckets, url);
      if (known !== undefined || image === undefined) return known;
      const signed = await signedAt(start, image, host);
      urls.set(url, signed);
      return signed;
    },
  };
}

/** Links that were signed as of `start`, by what stands in the notes. */
interface WindowOfLinks {
  readonly start: number;
  readonly urls: Map<string, string>;
}

interface PrivateBucket {
  readonly name: string;
  readonly profile: Profile;
  readonly store: ResolvedStore;
}

interface PrivateImage {
  readonly bucket: PrivateBucket;
  readonly key: ObjectKey;
}

function privateBucket([name, profile]: readonly [string, Profile]): readonly PrivateBucket[] {
  if (profile.access !== 'signed') return [];
  const store = resolveStore(profile);
  return store.ok ? [{ name, profile, store: store.value }] : [];
}

function find(buckets: readonly PrivateBucket[], url: string): PrivateImage | undefined {
  for (const bucket of buckets) {
    const key = keyOfUrl(bucket.store, url);
    if (key !== undefined) return { bucket, key };
  }
  return undefined;
}

function signedAt(start: number, { bucket, key }: PrivateImage, host: PrivateImagesHost): Promise<string> {
  const { name, profile, store } = bucket;
  const credentials = host.credentialsOf(name, profile, store);
  const clock = { now: () => new Date(start) };
  return presignedGetUrl({ store, credentials, digests: host.digests, clock }, key, LINK_SECONDS);
}
