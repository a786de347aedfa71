import { likeness } from '../../bucket/likeness.ts';
import { dropLeftOver } from '../../bucket/resume-upload.ts';
import type { UploadedObject } from '../../bucket/transfer.ts';
import type { UploadJournal } from '../../bucket/upload-journal.ts';
import { ImbedError, isImbedError } from '../../errors.ts';
import { toHex } from '../../hex.ts';
import type { ObjectDescription } from '../../store/object-store.ts';
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
  if (!ifDifferent && !keepOthers) return send();
  // Where the store looks by itself, most files take no request more.
  if (keepOthers && source.size <= PART_BYTES && context.ports.store.noOverwriteHeader !== undefined) {
    try {
      return await send();
    } catch (error) {
      if (!isImbedError(error) || error.code !== 'store/precondition-failed') throw error;
    }
  }
  const occupant = await occupantOf(context, placement, signal);
  if (typeof occupant === 'object') {
    await dropLeftOver(context.ports, object, { ...(journal && { journal }), ...(signal && { signal }) });
    return occupant;
  }
  if (occupant === 'other' && keepOthers) throw new ImbedError('store/object-exists', { key: object.key });
  return send();
}

/** What is not known to be the same counts as other. */
async function occupantOf(
  { ports }: ClientContext,
  { object: { key }, source }: Placement,
  signal: AbortSignal | undefined,
): Promise<UploadedObject | 'other' | 'none'> {
  const head = await ports.objects.head(key, signal && { signal });
  if (head === undefined) return 'none';
  if (head.size !== source.size) return 'other';
  const md5 = async (start: number, end: number) => toHex(await source.slice(start, end).digest('md5'));
  if ((await likeness(ports, { key, ...head }, md5, signal && { signal })) !== 'same') return 'other';
  return { size: head.size, etag: head.etag, verified: 'etag' };
}
