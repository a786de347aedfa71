import { cancelled, type ErrorCode, ImbedError, toImbedError } from '../errors.ts';
import { isNamedByContent } from '../naming/content-hash.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { suffixedKeys } from '../naming/suffix.ts';
import type { ProgressListener } from '../progress.ts';
import type { ObjectSettings } from '../settings/profile.ts';
import type { ObjectStore } from '../store/object-store.ts';
import type { Content } from './content.ts';
import type { Evidence } from './evidence.ts';
import type { KeyLocks } from './key-locks.ts';

interface PlacementInit {
  readonly store: ObjectStore;
  readonly settings: ObjectSettings;
  /** The store refuses to replace an object by one of `size` bytes. */
  readonly refusesOverwrite: (size: number) => boolean;
  readonly evidence: Evidence;
  readonly locks: KeyLocks;
}

export interface PlacementOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

interface Placed {
  readonly key: ObjectKey;
  /** The bytes were there before. */
  readonly reused: boolean;
}

/** After these the object may have been stored all the same, by this put or by somebody else's. */
const uncertainCodes: ReadonlySet<ErrorCode> = new Set([
  'store/precondition-failed',
  'store/unavailable',
  'network/timeout',
  'network/interrupted',
]);

/** A put that another one got in the way of, with nothing to show for it, is tried once more. */
const MAX_PUTS = 2;

/**
 * Brings the bytes to `key`, or beside it where other bytes are, and answers only when they were seen there:
 * by the ETag of the put where that is the MD5, else by one more read. Never replaces other bytes on a store that
 * refuses such puts. On the others, whoever else puts to the same key between the look and the put, another process
 * of this machine included, is overwritten: only uploads of one {@link KeyLocks} take turns.
 */
export async function place(
  init: PlacementInit,
  key: ObjectKey,
  content: Content,
  options: PlacementOptions,
): Promise<Placed> {
  for (const candidate of candidates(init, key, content)) {
    const placed = await init.locks.run(candidate, () => placeAt(init, candidate, content, options));
    if (placed !== undefined) return placed;
  }
  throw new ImbedError('store/key-taken', { key });
}

function* candidates({ settings }: PlacementInit, key: ObjectKey, { sha256 }: Content): Generator<ObjectKey> {
  yield key;
  if (settings.onConflict === 'suffix') yield* suffixedKeys(key, sha256);
}

/** `undefined` when other bytes are there. */
async function placeAt(
  init: PlacementInit,
  key: ObjectKey,
  content: Content,
  options: PlacementOptions,
): Promise<Placed | undefined> {
  options.onProgress?.({ type: 'stage', stage: 'checking' });
  const before = await look(init, key, content, options).catch(deniedOnly);
  if (typeof before === 'object') return placeUnseen(init, key, content, options, before);
  if (before !== 'absent') return before === 'same' ? { key, reused: true } : undefined;
  for (let puts = 1; ; puts++) {
    const failure = await putVerified(init, key, content, options);
    if (failure === undefined) return { key, reused: false };
    if (!uncertainCodes.has(failure.code)) throw failure;
    const now = await look(init, key, content, options).catch(() => 'unknown' as const);
    if (now === 'same') return { key, reused: false };
    if (now === 'other') return undefined;
    const inTheWay = failure.code === 'store/precondition-failed' && now === 'absent';
    if (!inTheWay || puts === MAX_PUTS) throw failure;
  }
}

function deniedOnly(error: unknown): ImbedError {
  const denied = toImbedError(error);
  if (denied.code !== 'store/access-denied') throw denied;
  return denied;
}

/**
 * For keys that may put but not read: AWS answers 403 to a look at a missing object unless they may list
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html). The put goes ahead where it cannot
 * replace other bytes: the store refuses that, or the key is named by the content.
 */
async function placeUnseen(
  init: PlacementInit,
  key: ObjectKey,
  content: Content,
  options: PlacementOptions,
  denied: ImbedError,
): Promise<Placed> {
  const namedByContent = isNamedByContent(key, content.sha256);
  const noOverwrite = init.refusesOverwrite(content.bytes.byteLength);
  if (!noOverwrite && !namedByContent) throw denied;
  const failure = await putVerified(init, key, content, { ...options, noOverwrite });
  if (failure === undefined) return { key, reused: false };
  if (failure.code !== 'store/precondition-failed') throw failure;
  if (!namedByContent) throw denied;
  return { key, reused: true };
}

async function look(
  { store, evidence }: PlacementInit,
  key: ObjectKey,
  content: Content,
  options: PlacementOptions,
): Promise<'absent' | 'same' | 'other'> {
  const head = await store.head(key, signalOf(options));
  if (head === undefined) return 'absent';
  return (await evidence.isSame(key, head, content, signalOf(options))) ? 'same' : 'other';
}

interface PutOptions extends PlacementOptions {
  /** Unless false. Where the store may not heed it, it means a look, which some keys may not take. */
  readonly noOverwrite?: boolean;
}

async function putVerified(
  init: PlacementInit,
  key: ObjectKey,
  content: Content,
  options: PutOptions,
): Promise<ImbedError | undefined> {
  let isPut = false;
  try {
    const etag = await put(init, key, content, options);
    isPut = true;
    await verify(init, key, etag, content, options);
    return undefined;
  } catch (thrown) {
    const error = toImbedError(thrown);
    return isPut && error.code === 'cancelled' ? cancelled('unknown') : error;
  }
}

async function put(
  { store, settings }: PlacementInit,
  key: ObjectKey,
  { bytes, contentType, sha256 }: Content,
  { onProgress, signal, noOverwrite = true }: PutOptions,
): Promise<string | undefined> {
  onProgress?.({ type: 'stage', stage: 'uploading' });
  const { cacheControl, contentDisposition, acl } = settings;
  const { etag } = await store.put(
    {
      ...{ key, body: bytes, contentType, sha256, noOverwrite },
      ...(cacheControl && { cacheControl }),
      ...(contentDisposition && { contentDisposition }),
      ...(acl && { acl }),
    },
    {
      ...(signal && { signal }),
      // A body that somebody watches leaves in small slices, which costs.
      ...(onProgress && { onSent: (sent, total) => onProgress({ type: 'bytes', sent, total }) }),
    },
  );
  return etag;
}

async function verify(
  { store, evidence }: PlacementInit,
  key: ObjectKey,
  etag: string | undefined,
  content: Content,
  options: PlacementOptions,
): Promise<void> {
  options.onProgress?.({ type: 'stage', stage: 'verifying' });
  if (await evidence.proves(etag, content)) return;
  const head = await store.head(key, signalOf(options));
  const intact = head !== undefined && (await evidence.isIntact(key, head, content, signalOf(options)));
  if (!intact) throw new ImbedError('store/verification-failed', { key, bytes: content.bytes.byteLength });
}

function signalOf({ signal }: PlacementOptions): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
