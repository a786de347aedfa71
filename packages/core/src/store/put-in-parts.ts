import { ImbedError, isImbedError } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import { bytesBody } from './bytes-body.ts';
import type { MultipartWire } from './multipart-wire.ts';
import type { PutOptions, PutRequest, PutResult } from './object-store.ts';
import { PARTS_AT_ONCE, partBytes } from './part-size.ts';
import type { StoreInit } from './store-init.ts';

/** How long the parts of a failed upload may take to be removed before the failure is reported all the same. */
export const CLEAN_UP_MS = 5_000;

/** Puts a large object that is in memory in equal parts; answers with the store's ETag, which is not an MD5. */
export async function putInParts(
  wire: MultipartWire,
  { store, transport, digests }: Pick<StoreInit, 'store' | 'transport' | 'digests'>,
  { body, sha256: _, ...object }: PutRequest,
  { signal, onSent }: PutOptions,
): Promise<PutResult> {
  const { bytes, atOnce = PARTS_AT_ONCE } = transport.capabilities.parts ?? {};
  const size = partBytes(body.byteLength, store.multipart, bytes);
  const numbers = Array.from({ length: Math.ceil(body.byteLength / size) }, (_, index) => index + 1);
  const report = progressOf(body.byteLength, onSent);
  const upload = await wire.begin(object, { ...(signal && { signal }) });
  try {
    const etags = new Map<number, string>();
    await inParallel(numbers, atOnce, signal, async (number, stop) => {
      const part = bytesBody(body.subarray((number - 1) * size, number * size), digests);
      const options = { signal: stop, hashed: true, onSent: (sent: number) => report(number, sent) };
      etags.set(number, await wire.putPart(upload, number, part, options));
    });
    const parts = numbers.map((number) => ({ number, etag: etags.get(number) ?? '' }));
    const done = wire.complete(upload, object, parts, { ...(signal && { signal }) });
    return { etag: await done.catch((error: unknown) => Promise.reject(unlessClosed(error))) };
  } catch (error) {
    // Left-over parts cost money until the bucket drops them; they are no reason to report another failure.
    await wire.abort(upload, { signal: AbortSignal.timeout(CLEAN_UP_MS) }).catch(() => undefined);
    throw error;
  }
}

/**
 * A store that does not know the upload any more may have finished it: it answers so when the reply to the last
 * request was lost, and that request comes again.
 */
export function unlessClosed(error: unknown): unknown {
  if (!isImbedError(error) || error.facts.serviceCode !== 'NoSuchUpload') return error;
  const { detail: _, ...facts } = error.facts;
  return new ImbedError('network/interrupted', facts, { cause: error });
}

/** Adds up what the parts have sent; a part that is sent again does not turn the sum back. */
export function progressOf(total: number, report: PutOptions['onSent']) {
  const sentOf = new Map<number, number>();
  let highest = 0;
  return (part: number, sent: number) => {
    sentOf.set(part, sent);
    const sum = [...sentOf.values()].reduce((a, b) => a + b, 0);
    if (sum <= highest) return;
    highest = sum;
    report?.(sum, total);
  };
}
