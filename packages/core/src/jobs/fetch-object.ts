import { ImbedError } from '../errors.ts';
import { isNamedByContent, md5Hex, sha256Hex } from '../naming/content-hash.ts';
import { MAX_MAX_BYTES } from '../settings/defaults.ts';
import type { ObjectHead, RequestOptions } from '../store/object-store.ts';
import type { JobHost } from './job.ts';
import type { ObjectPlace, OwnObject } from './own-objects.ts';

export interface FetchedObject {
  readonly bytes: Uint8Array;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What a store says of an object before its bytes are read, as far as it is about them. */
export type ExpectedBytes = Pick<ObjectHead, 'size' | 'etag' | 'managedKey'>;

/** A bit that was flipped on the way is right the next time. */
const MAX_READS = 2;

interface FetchOptions extends RequestOptions {
  /** Where the caller has seen it already. */
  readonly expected?: ExpectedBytes;
}

/**
 * The bytes of an object, as they were stored ({@link isAsStored}). Rejects with `store/damaged` when they are not,
 * `store/no-such-key`, `source/too-large`, and as the store or `download` does.
 */
export async function fetchObject(
  host: JobHost,
  object: OwnObject,
  { expected: seen, ...options }: FetchOptions = {},
): Promise<FetchedObject> {
  let expected = seen;
  let isAsked = false;
  const ask = async () => {
    expected = await expectedOf(object, options);
    isAsked = true;
  };
  if (seen === undefined && object.entries.length === 0) await ask();
  for (let reads = 1; ; reads++) {
    const bytes = await read(host, object, expected, options);
    const fetched = { bytes, sha256: await sha256Hex(host.digests, bytes) };
    if (await isAsStored(host, object, expected, fetched)) return fetched;
    // The ledger and the caller may know it as it was before another program replaced it, and a list tells no keys.
    if (!isAsked) await ask();
    if (await isAsStored(host, object, expected, fetched)) return fetched;
    if (reads === MAX_READS) throw new ImbedError('store/damaged', { key: object.key });
  }
}

/** What its store says; `undefined` for an object that our keys do not open. Rejects with `store/no-such-key`. */
export async function expectedOf(
  { place }: OwnObject,
  options: RequestOptions = {},
): Promise<ExpectedBytes | undefined> {
  if (place === undefined) return undefined;
  const { profile, key } = place;
  const head = await profile.objects.head(key, options);
  if (head !== undefined) return head;
  throw new ImbedError('store/no-such-key', { key, bucket: profile.store.bucket });
}

async function read(
  { download }: JobHost,
  { place, url, key }: OwnObject,
  expected: ExpectedBytes | undefined,
  options: RequestOptions,
): Promise<Uint8Array> {
  const limitBytes = place?.profile.settings.maxBytes ?? MAX_MAX_BYTES;
  const bytes = expected?.size ?? 0;
  if (bytes > limitBytes) throw new ImbedError('source/too-large', { name: key, bytes, limitBytes });
  const limits = { ...options, maxBytes: limitBytes };
  return place === undefined ? download(url, limits) : place.profile.objects.get(place.key, limits);
}

/**
 * Whether these are the bytes of an object: as a hash in the ledger or in the key proves, or an ETag that is an MD5. Of
 * an object of which nothing else is known the size has to do.
 */
export async function isAsStored(
  { digests }: JobHost,
  { entries, key, place }: OwnObject,
  expected: ExpectedBytes | undefined,
  { bytes, sha256 }: FetchedObject,
): Promise<boolean> {
  if (entries.some((entry) => entry.sha256 === sha256)) return true;
  if (expected !== undefined && expected.size !== bytes.byteLength) return false;
  if (isNamedByContent(key, sha256)) return true;
  const md5 = place && expected && md5Of(place, expected);
  return md5 === undefined ? entries.length === 0 : md5 === (await md5Hex(digests, bytes));
}

/** Lower-case; `undefined` for an ETag that says nothing about bytes. */
export function md5Of(
  { profile }: ObjectPlace,
  { etag = '', managedKey }: Omit<ExpectedBytes, 'size'>,
): string | undefined {
  const isMd5 = profile.store.etagIsMd5 && managedKey !== true && /^[0-9a-f]{32}$/i.test(etag);
  return isMd5 ? etag.toLowerCase() : undefined;
}
