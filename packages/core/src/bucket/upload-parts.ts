import { cancelled, ImbedError, isImbedError } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import type { MultipartUpload } from '../store/multipart-sessions.ts';
import type { ObjectDescription } from '../store/object-store.ts';
import { countBytes } from './byte-count.ts';
import { type AssembledObject, assembled } from './inspect.ts';
import { bytesOf, type PartPlan, partNumbers, partSpan, planParts } from './part-plan.ts';
import { leftOver, type Resumable } from './resume-upload.ts';
import {
  PARALLEL_PARTS,
  type PartSource,
  type TransferPorts,
  type UploadedObject,
  type UploadPartsOptions,
} from './transfer.ts';

/** How long the parts of a failed upload may take to be removed before the failure is reported all the same. */
const CLEAN_UP_MS = 5_000;

/** Sends an object of any size in equal parts, those that an earlier run sent excepted, and looks at the result. */
export function uploadParts(
  ports: TransferPorts,
  object: ObjectDescription,
  source: PartSource,
  options: UploadPartsOptions = {},
): Promise<UploadedObject> {
  const hashed = isHashed(ports, options);
  const send: SendPart = (upload, number, { start, end }, more) =>
    ports.transfers.putPart(upload, number, source.slice(start, end), { ...more, hashed });
  return assembleParts(ports, object, { ...source, send, hashed }, options);
}

/** Whether the store compares a hash of every part. */
export function isHashed({ store }: TransferPorts, { hashed }: Pick<UploadPartsOptions, 'hashed'>): boolean {
  return hashed ?? !store.endpoint.startsWith('https:');
}

/** Bytes of an object, the end excluded. */
export interface PartSpan {
  readonly start: number;
  readonly end: number;
}

/** Has the store take these bytes for a part; answers with its ETag. */
export type SendPart = (
  upload: MultipartUpload,
  number: number,
  span: PartSpan,
  options: { readonly signal: AbortSignal; readonly onSent: (sent: number) => void },
) => Promise<string>;

/** Where parts come from, by whichever way. */
export interface PartsOrigin extends Omit<PartSource, 'slice'> {
  readonly send: SendPart;
  /** The store compares a hash of every part, or copies it itself. */
  readonly hashed: boolean;
}

/** As {@link uploadParts}, whoever sends the parts. */
export async function assembleParts(
  ports: TransferPorts,
  object: ObjectDescription,
  source: PartsOrigin,
  options: Omit<UploadPartsOptions, 'hashed'>,
): Promise<UploadedObject> {
  const plan = planParts(source.size, ports.store.multipart);
  const { size, hashed } = source;
  // Parts that were not compared are no part of one that says it was.
  const identity = JSON.stringify([source.identity, size, object, hashed]);
  const resumable = await leftOver(ports, object, { identity, plan }, options);
  if ('isOfParts' in resumable) return verdict(resumable, hashed);
  const upload = resumable.upload ?? (await begin(ports, object, { identity, plan }, options));
  try {
    const etags = await sendParts({ upload, plan, source, options }, resumable);
    await source.assertUnchanged();
    const done = await complete(
      ports,
      object,
      upload,
      { size, hashed, etags: inOrder(plan, etags) },
      options,
    );
    await options.journal?.forget();
    return done;
  } catch (error) {
    if (options.journal === undefined) await giveUp(ports, upload);
    else if (isImbedError(error) && inVain.includes(error.code)) {
      await giveUp(ports, upload);
      await options.journal.forget();
    }
    throw afterSending(error);
  }
}

/** Giving the same command again would not finish what has been sent. */
const inVain: readonly string[] = ['source/changed', 'store/precondition-failed'];

/** Of a failure after the upload was begun: that nothing has been sent is not so. */
export function afterSending(error: unknown): unknown {
  return isImbedError(error) && error.code === 'cancelled' ? cancelled('unknown') : error;
}

async function begin(
  { transfers, clock }: TransferPorts,
  object: ObjectDescription,
  { identity, plan }: { readonly identity: string; readonly plan: PartPlan },
  { signal, journal }: UploadPartsOptions,
): Promise<MultipartUpload> {
  if (signal?.aborted) throw cancelled('not-sent');
  await journal?.intend({ identity, partBytes: plan.partBytes, since: clock.now() });
  const upload = await transfers.begin(object, signal && { signal });
  await journal?.begun(upload.uploadId);
  return upload;
}

interface Sending {
  readonly upload: MultipartUpload;
  readonly plan: PartPlan;
  readonly source: PartsOrigin;
  readonly options: UploadPartsOptions;
}

/** By part number. */
async function sendParts(
  { upload, plan, source, options }: Sending,
  { etags: known }: Pick<Resumable, 'etags'>,
): Promise<ReadonlyMap<number, string>> {
  const { signal, onBytes, parallel = PARALLEL_PARTS, journal } = options;
  const etags = new Map(known);
  const count = countBytes(plan.size, bytesOf(plan, known.keys()), onBytes);
  const missing = partNumbers(plan).filter((number) => !etags.has(number));
  await inParallel(missing, parallel, signal, async (number, stop) => {
    const span = partSpan(plan, number);
    const etag = await source.send(upload, number, span, {
      signal: stop,
      onSent: (sent) => count.moved(number, sent),
    });
    await journal?.stored(number, etag);
    etags.set(number, etag);
    count.finished(number, span.end - span.start);
  });
  return etags;
}

function inOrder(plan: PartPlan, etags: ReadonlyMap<number, string>): readonly string[] {
  return partNumbers(plan).map((number) => {
    const etag = etags.get(number);
    if (etag === undefined) throw new ImbedError('internal', { detail: `part ${number} was not sent` });
    return etag;
  });
}

/** What an object was put together from. */
interface Assembly {
  readonly size: number;
  readonly hashed: boolean;
  /** Of its parts, in their order. */
  readonly etags: readonly string[];
}

async function complete(
  ports: TransferPorts,
  object: ObjectDescription,
  upload: MultipartUpload,
  assembly: Assembly,
  { signal }: UploadPartsOptions,
): Promise<UploadedObject> {
  const parts = assembly.etags.map((etag, index) => ({ number: index + 1, etag }));
  try {
    await ports.transfers.complete(upload, object, parts, signal && { signal });
  } catch (error) {
    // The store may have done it with its reply lost, and then have refused to do it again.
    const done = await assembled(ports, object, assembly, signal).catch(() => undefined);
    if (done?.isOfParts !== true) throw error;
    return verdict(done, assembly.hashed);
  }
  return inspectAssembled(ports, object, assembly, signal);
}

/** Looks at an object that was just put together. */
export async function inspectAssembled(
  ports: TransferPorts,
  object: ObjectDescription,
  assembly: Assembly,
  signal: AbortSignal | undefined,
): Promise<UploadedObject> {
  return verdict(await assembled(ports, object, assembly, signal), assembly.hashed);
}

/** An ETag made of what the store answered shows no more than which parts it put together. */
function verdict({ size, etag, isOfParts }: AssembledObject, hashed: boolean): UploadedObject {
  return { size, etag, verified: isOfParts && hashed ? 'etag' : 'size' };
}

/** Left-over parts cost money until the bucket drops them; they are no reason to report another failure. */
export async function giveUp({ transfers }: TransferPorts, upload: MultipartUpload): Promise<void> {
  await transfers.abort(upload, { signal: AbortSignal.timeout(CLEAN_UP_MS) }).catch(() => undefined);
}
