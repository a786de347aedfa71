import { cancelled, isImbedError } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import type { MultipartUpload } from '../store/multipart-sessions.ts';
import type { ObjectDescription } from '../store/object-store.ts';
import { countBytes } from './byte-count.ts';
import { composedEtag } from './composed-etag.ts';
import { inspect } from './inspect.ts';
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
  const hashed = options.hashed === undefined ? {} : { hashed: options.hashed };
  const send: SendPart = (upload, number, { start, end }, more) =>
    ports.transfers.putPart(upload, number, source.slice(start, end), { ...more, ...hashed });
  return assembleParts(ports, object, { ...source, send }, options);
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
export type PartsOrigin = Omit<PartSource, 'slice'> & { readonly send: SendPart };

/** As {@link uploadParts}, whoever sends the parts. */
export async function assembleParts(
  ports: TransferPorts,
  object: ObjectDescription,
  source: PartsOrigin,
  options: Omit<UploadPartsOptions, 'hashed'>,
): Promise<UploadedObject> {
  const plan = planParts(source.size, ports.store.multipart);
  const identity = JSON.stringify([source.identity, source.size, object]);
  const resumable = await leftOver(ports, object, { identity, plan }, options);
  if ('etag' in resumable) return resumable;
  const upload = resumable.upload ?? (await begin(ports, object, { identity, plan }, options));
  try {
    const etags = await sendParts({ upload, plan, source, options }, resumable);
    await source.assertUnchanged();
    const done = await complete(ports, object, upload, plan, etags, options.signal);
    await options.journal?.forget();
    return done;
  } catch (error) {
    if (options.journal === undefined) await giveUp(ports, upload);
    else if (isImbedError(error) && error.code === 'source/changed') {
      await giveUp(ports, upload);
      await options.journal.forget();
    }
    throw error;
  }
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

async function complete(
  ports: TransferPorts,
  object: ObjectDescription,
  upload: MultipartUpload,
  plan: PartPlan,
  etags: ReadonlyMap<number, string>,
  signal: AbortSignal | undefined,
): Promise<UploadedObject> {
  const parts = partNumbers(plan).map((number) => ({ number, etag: etags.get(number) ?? '' }));
  const composed = await composedEtag(
    parts.map(({ etag }) => etag),
    ports.digests,
  );
  try {
    await ports.transfers.complete(upload, object, parts, signal && { signal });
  } catch (error) {
    // The store may have done it with its reply lost, and then have refused to do it again.
    const done = await inspect(ports, object, plan.size, composed, signal).catch(() => undefined);
    if (done?.verified !== 'etag') throw error;
    return done;
  }
  return inspect(ports, object, plan.size, composed, signal);
}

/** Left-over parts cost money until the bucket drops them; they are no reason to report another failure. */
export async function giveUp({ transfers }: TransferPorts, upload: MultipartUpload): Promise<void> {
  await transfers.abort(upload, { signal: AbortSignal.timeout(CLEAN_UP_MS) }).catch(() => undefined);
}
