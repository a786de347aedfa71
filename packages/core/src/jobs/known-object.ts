import { md5Hex } from '../naming/content-hash.ts';
import { parseObjectKey } from '../naming/object-key.ts';
import type { RequestOptions } from '../store/object-store.ts';
import type { OpenProfile } from '../upload/open-profiles.ts';
import { md5Of } from './fetch-object.ts';
import type { JobHost } from './job.ts';
import type { ObjectPlace } from './own-objects.ts';

/** Bytes that may be in a store; where they are at hand, an ETag can be compared with them. */
interface SoughtBytes {
  readonly sha256: string;
  readonly size: number;
  readonly bytes?: Uint8Array;
}

/**
 * An object of the profile's bucket that has these bytes, if the ledger knows of one and the store has it still. The
 * ledger, unlike an upload, also knows what was stored with another key template.
 */
export async function knownObject(
  { ledger, digests }: JobHost,
  profile: OpenProfile,
  { bytes, sha256, size }: SoughtBytes,
  options: RequestOptions,
): Promise<ObjectPlace | undefined> {
  const entries = await ledger.find(sha256);
  for (const { key } of entries.filter(({ store }) => store === profile.storeIdentity)) {
    const parsed = parseObjectKey(key);
    if (!parsed.ok) continue;
    const place = { profile, key: parsed.value };
    const head = await profile.objects.head(place.key, options);
    if (head?.size !== size) continue;
    const md5 = md5Of(place, head);
    if (bytes === undefined || md5 === undefined || md5 === (await md5Hex(digests, bytes))) return place;
  }
  return undefined;
}
