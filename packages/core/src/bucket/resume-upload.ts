import { isImbedError } from '../errors.ts';
import type { MultipartUpload, UnfinishedUpload } from '../store/multipart-sessions.ts';
import type { StoredPart } from '../store/multipart-wire.ts';
import type { ObjectDescription } from '../store/object-store.ts';
import { type AssembledObject, assembled } from './inspect.ts';
import { type PartPlan, partNumbers, partSpan } from './part-plan.ts';
import type { TransferPorts, UploadPartsOptions } from './transfer.ts';
import type { JournalledUpload } from './upload-journal.ts';

/** An upload to go on with, or none, and the parts that need not be sent. */
export interface Resumable {
  readonly upload: MultipartUpload | undefined;
  readonly etags: ReadonlyMap<number, string>;
}

const nothing: Resumable = { upload: undefined, etags: new Map() };

/** Clocks of client and store may differ by as much before requests are refused. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;

/**
 * What an earlier run left: an upload to go on with, the whole object when all but the last answer had come, or
 * nothing. What is left of another upload under this name (the file has changed) is removed from the store.
 */
export async function leftOver(
  ports: TransferPorts,
  object: ObjectDescription,
  wanted: { readonly identity: string; readonly plan: PartPlan },
  { journal, signal }: UploadPartsOptions,
): Promise<Resumable | AssembledObject> {
  const earlier = await journal?.recall();
  if (earlier === undefined) return nothing;
  const options = signal && { signal };
  if (earlier.uploadId === undefined) {
    await abortUnheard(ports, object, earlier, options);
    return nothing;
  }
  const upload = { key: object.key, uploadId: earlier.uploadId };
  const { plan } = wanted;
  if (earlier.identity !== wanted.identity || earlier.partBytes !== plan.partBytes) {
    await ports.transfers.abort(upload, options);
    return nothing;
  }
  const parts = await ports.transfers.parts(upload, options);
  if (parts !== undefined) return { upload, etags: reusableParts(plan, earlier, parts) };
  const done = await finishedEarlier(ports, object, plan, earlier, signal);
  if (done === undefined) return nothing;
  await journal?.forget();
  return done;
}

/** Removes what an earlier run left of an upload that is not needed any more. */
export async function dropLeftOver(
  ports: TransferPorts,
  object: Pick<ObjectDescription, 'key'>,
  { journal, signal }: Pick<UploadPartsOptions, 'journal' | 'signal'>,
): Promise<void> {
  const earlier = await journal?.recall();
  if (earlier === undefined) return;
  const options = signal && { signal };
  if (earlier.uploadId === undefined) await abortUnheard(ports, object, earlier, options);
  else await ports.transfers.abort({ key: object.key, uploadId: earlier.uploadId }, options);
  await journal?.forget();
}

/** Those that both sides know by the same ETag, in the right size. */
function reusableParts(
  plan: PartPlan,
  { etags }: Pick<JournalledUpload, 'etags'>,
  parts: readonly StoredPart[],
): ReadonlyMap<number, string> {
  const fits = ({ number, etag, size }: StoredPart) => {
    const { start, end } = partSpan(plan, number);
    return number >= 1 && number <= plan.count && size === end - start && etags.get(number) === etag;
  };
  return new Map(parts.filter(fits).map(({ number, etag }) => [number, etag]));
}

/** The process ended between the store's last answer and the note of it: then the object's ETag is that of our parts. */
async function finishedEarlier(
  ports: TransferPorts,
  object: ObjectDescription,
  plan: PartPlan,
  { etags }: JournalledUpload,
  signal: AbortSignal | undefined,
): Promise<AssembledObject | undefined> {
  const all = partNumbers(plan).map((number) => etags.get(number) ?? '');
  if (all.includes('')) return undefined;
  try {
    const done = await assembled(ports, object, { size: plan.size, etags: all }, signal);
    return done.isOfParts ? done : undefined;
  } catch (error) {
    if (isImbedError(error) && error.code === 'store/verification-failed') return undefined;
    throw error;
  }
}

/**
 * The process ended before it heard the id of the upload that it asked for. Ours has no parts, and was begun no
 * earlier than we asked; nobody can have lost anything with it.
 */
async function abortUnheard(
  { transfers }: TransferPorts,
  { key }: Pick<ObjectDescription, 'key'>,
  { since }: JournalledUpload,
  options: { readonly signal: AbortSignal } | undefined,
): Promise<void> {
  const earliest = since.getTime() - CLOCK_TOLERANCE_MS;
  const isOurs = (upload: UnfinishedUpload) =>
    upload.key === key && (upload.startedAt?.getTime() ?? 0) >= earliest;
  for await (const upload of transfers.unfinished(key, options)) {
    if (!isOurs(upload)) continue;
    const parts = await transfers.parts(upload, options);
    if (parts?.length === 0) await transfers.abort(upload, options);
  }
}
