import { likeness } from '../../bucket/likeness.ts';
import { dropLeftOver } from '../../bucket/resume-upload.ts';
import type { UploadedObject } from '../../bucket/transfer.ts';
import type { UploadJournal } from '../../bucket/upload-journal.ts';
import { ImbedError, isImbedError } from '../../errors.ts';
import { toHex } from '../../hex.ts';
import type { ObjectKey } from '../../naming/object-key.ts';
import { refusesOverwrite } from '../../store/keep-others.ts';
import type { ObjectDescription, ObjectHead } from '../../store/object-store.ts';
import { PART_BYTES } from '../../store/part-size.ts';
import type { FileSource } from '../file-source.ts';
import type { PutFileOptions } from './client.ts';
import type { ClientContext } from './client-context.ts';

/** A file on its way to a key. */
export interface Placement {
  readonly object: ObjectDescription;
  readonly source: FileSource;
  readonly journal: UploadJournal | undefined;
  /** Stores it, whatever is under the key; is refused where `object` asks for that and the store can. */
  send(): Promise<UploadedObject>;
}

/** Heeds what is under the key already, as `ifDifferent` and `keepOthers` say. */
export async function place(
  context: ClientContext,
  placement: Placement,
  { ifDifferent = false, keepOthers = false, signal }: PutFileOptions,
): Promise<UploadedObject> {
  const { object, source, journal, send } = placement;
  if (!keepOthers && !ifDifferent) return send();
  const attempt = keepOthers ? () => unlessTaken(send) : send;
  const refuses = keepOthers && refusesOverwrite(context.ports.store, source.size);
  // Where the store looks by itself, most files take no request more.
  const isSentFirst = refuses && source.size <= PART_BYTES;
  const first = isSentFirst ? await attempt() : undefined;
  if (first !== undefined) return first;
  const before = await look(context, object.key, refuses && !isSentFirst, signal);
  const stored = before === undefined ? await attempt() : undefined;
  if (stored !== undefined) return stored;
  const head = before ?? (await look(context, object.key, false, signal));
  const there = head && (await sameBytes(context, placement, head, signal));
  if (there !== undefined) {
    await dropLeftOver(context.ports, object, { ...(journal && { journal }), ...(signal && { signal }) });
    return there;
  }
  if (keepOthers) throw new ImbedError('store/object-exists', { key: object.key });
  return send();
}

/** `undefined` when something is there. */
export async function unlessTaken(send: () => Promise<UploadedObject>): Promise<UploadedObject | undefined> {
  try {
    return await send();
  } catch (error) {
    if (isImbedError(error) && error.code === 'store/precondition-failed') return undefined;
    throw error;
  }
}

/** Rejects with `store/object-exists` when anything is there: what comes once cannot be compared before it is sent. */
export async function refuseOccupied(
  context: ClientContext,
  key: ObjectKey,
  signal: AbortSignal | undefined,
): Promise<void> {
  // It may grow beyond what goes in one request.
  const mayBeBlind = refusesOverwrite(context.ports.store, Number.POSITIVE_INFINITY);
  const head = await look(context, key, mayBeBlind, signal);
  if (head !== undefined) throw new ImbedError('store/object-exists', { key });
}

/**
 * What is under the key. AWS refuses a look at what is not there to keys that may not list
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html): with `mayBeBlind` that counts as nothing, for
 * where the store itself will refuse to overwrite.
 */
export async function look(
  context: ClientContext,
  key: ObjectKey,
  mayBeBlind: boolean,
  signal: AbortSignal | undefined,
): Promise<ObjectHead | undefined> {
  try {
    return await context.ports.objects.head(key, signal && { signal });
  } catch (error) {
    const isDenied = isImbedError(error) && error.code === 'store/access-denied';
    if (isDenied && mayBeBlind) return undefined;
    throw error;
  }
}

/** `undefined` unless the bytes are known to be the same. */
async function sameBytes(
  { ports }: ClientContext,
  { object: { key }, source }: Placement,
  head: ObjectHead,
  signal: AbortSignal | undefined,
): Promise<UploadedObject | undefined> {
  if (head.size !== source.size) return undefined;
  const md5 = async (start: number, end: number) => toHex(await source.slice(start, end).digest('md5'));
  if ((await likeness(ports, { key, ...head }, md5, signal && { signal })) !== 'same') return undefined;
  return { size: head.size, etag: head.etag, verified: 'etag' };
}
