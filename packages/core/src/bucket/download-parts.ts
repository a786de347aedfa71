import { ImbedError, isImbedError } from '../errors.ts';
import type { BodySink } from '../http/transport.ts';
import { inParallel } from '../in-parallel.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { type BytesListener, countBytes } from './byte-count.ts';
import { type JournalFile, journalLine, journalLines } from './journal.ts';
import { isMd5, likeness } from './likeness.ts';
import { bytesOf, type PartPlan, partNumbers, partSpan, planParts } from './part-plan.ts';
import { PARALLEL_PARTS, type TransferPorts } from './transfer.ts';

/** An object as a head or a listing found it. */
export interface FoundObject {
  readonly key: ObjectKey;
  /** In bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string | undefined;
}

/** Where the bytes go. Nobody sees them under their name before {@link finish}. */
export interface DownloadTarget {
  /** Something is there from an earlier run. */
  readonly begun: boolean;
  /** What stays when it is left, for who gives it up later. */
  readonly drafts: readonly string[];
  writer(start: number): PartWriter;
  /** All that was written is on the disk. */
  sync(): Promise<void>;
  /** Lower-case MD5 hex of the bytes from `start` to `end`. */
  md5(start: number, end: number): Promise<string>;
  finish(size: number): Promise<void>;
  /** Closes it; what was written stays for a later run unless `keep` is false. */
  leave(keep: boolean): Promise<void>;
}

/** Writes bytes that come in order. */
export interface PartWriter {
  readonly sink: BodySink;
  /** All is written; the last call. */
  done(): void;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  readonly onBytes?: BytesListener;
  readonly parallel?: number;
  /** Makes it resumable. */
  readonly journal?: JournalFile;
  /**
   * Read the file once more and compare it with the ETag, where that says something about bytes. Rejects with
   * `store/download-mismatch`, and leaves no file, when it says others.
   */
  readonly verify?: boolean;
}

export interface DownloadedObject extends FoundObject {
  /** `etag`: the bytes are those that the ETag tells of. `size`: they were not compared, or could not be. */
  readonly verified: 'etag' | 'size';
}

/** How much of a download may have to be done again after a crash, in milliseconds of its time. */
const SYNC_EVERY_MS = 2_000;

const VERSION = 1;

/** Fetches an object of any size in parallel ranges, those that an earlier run fetched excepted. */
export async function downloadParts(
  ports: TransferPorts,
  object: FoundObject,
  target: DownloadTarget,
  options: DownloadOptions = {},
): Promise<DownloadedObject> {
  const { journal, verify = false } = options;
  const resumable = journal !== undefined && object.etag !== undefined;
  try {
    if (object.size > 0) await fetchParts(ports, object, target, options);
    const verified = verify ? await verifyEtag(ports, object, target, options) : 'size';
    await target.finish(object.size);
    await journal?.remove();
    return { ...object, verified };
  } catch (error) {
    const wrong = isImbedError(error) && error.code === 'store/download-mismatch';
    await target.leave(resumable && !wrong);
    if (wrong) await journal?.remove();
    throw error;
  }
}

async function fetchParts(
  ports: TransferPorts,
  object: FoundObject,
  target: DownloadTarget,
  { signal, onBytes, parallel = PARALLEL_PARTS, journal }: DownloadOptions,
): Promise<void> {
  const plan = planParts(object.size, ports.store.multipart);
  const notes = await openNotes(ports, object, plan, target, journal);
  const count = countBytes(object.size, bytesOf(plan, notes.known), onBytes);
  const missing = partNumbers(plan).filter((number) => !notes.known.has(number));
  const fetched = new Set<number>();
  try {
    await inParallel(missing, parallel, signal, async (number, stop) => {
      const { start, end } = partSpan(plan, number);
      let writer: PartWriter | undefined;
      const sink = (): BodySink => {
        const part = target.writer(start);
        writer = part;
        let bytes = 0;
        return (piece) => {
          bytes += piece.byteLength;
          count.moved(number, bytes);
          return part.sink(piece);
        };
      };
      await ports.transfers.readRange({ ...object, start, end }, sink, { signal: stop });
      writer?.done();
      count.finished(number, end - start);
      fetched.add(number);
      await notes.fetched(number);
    });
    const absent = missing.find((number) => !fetched.has(number));
    if (absent !== undefined) throw new ImbedError('internal', { detail: `part ${absent} was not fetched` });
  } catch (error) {
    await notes.flush();
    throw error;
  }
}

/** Which parts are on the disk. A part is noted only once it is sure to survive a crash. */
async function openNotes(
  { clock, store }: TransferPorts,
  { key, size, etag }: FoundObject,
  { partBytes }: PartPlan,
  target: DownloadTarget,
  journal: JournalFile | undefined,
) {
  const object = [store.endpoint, store.bucket, key, size, etag];
  const head = { version: VERSION, object, partBytes, drafts: target.drafts };
  const [line, ...parts] = target.begun && etag !== undefined ? journalLines(await journal?.read()) : [];
  const resumes = JSON.stringify(line) === JSON.stringify(head);
  const known = new Set(resumes ? parts.map((part) => (part as { readonly part?: number }).part ?? 0) : []);
  if (!resumes) await journal?.begin(journalLine(head));
  let unsynced: number[] = [];
  let syncedAt = clock.now().getTime();
  const flush = async () => {
    if (journal === undefined || unsynced.length === 0) return;
    const noted = unsynced;
    unsynced = [];
    syncedAt = clock.now().getTime();
    await target.sync();
    await journal.append(noted.map((part) => journalLine({ part })).join(''));
  };
  return {
    known,
    flush,
    async fetched(number: number) {
      unsynced.push(number);
      if (clock.now().getTime() - syncedAt >= SYNC_EVERY_MS) await flush();
    },
  };
}

async function verifyEtag(
  ports: TransferPorts,
  object: FoundObject,
  target: DownloadTarget,
  { signal }: DownloadOptions,
): Promise<'etag' | 'size'> {
  const { key, etag } = object;
  const options = signal && { signal };
  const found = await likeness(ports, object, (start, end) => target.md5(start, end), options);
  if (found === 'same') return 'etag';
  if (found === 'unclear') return 'size';
  // A listing does not say how an object is encrypted.
  const head = isMd5(etag) ? await ports.objects.head(key, options) : undefined;
  if (head?.managedKey && head.etag === etag) return 'size';
  throw new ImbedError('store/download-mismatch', { key });
}
