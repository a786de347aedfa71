import { ImbedError, isImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { bytesBody } from '../store/bytes-body.ts';
import type { ObjectDescription, ObjectHead, RequestOptions } from '../store/object-store.ts';
import { PART_BYTES } from '../store/part-size.ts';
import type { HashableBody } from '../store/transfer-wire.ts';
import { isMd5 } from './likeness.ts';
import { putSource } from './put-source.ts';
import { rangePieces } from './range-pieces.ts';
import type { PartSource, TransferPorts, UploadedObject, UploadPartsOptions } from './transfer.ts';
import { assembleParts, type PartSpan, type SendPart } from './upload-parts.ts';

/** Largest object that one request copies: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
const MAX_COPY_BYTES = 5 * 1024 ** 3;

/** What is to become what, and where. */
export interface ObjectCopy {
  readonly source: TransferPorts;
  readonly from: ObjectKey;
  /** The object to copy, as a head found it. */
  readonly head: ObjectHead;
  readonly target: TransferPorts;
  readonly to: ObjectKey;
  /** Rejects with `store/precondition-failed` when the store sees, or a look right before, that something is there. */
  readonly noOverwrite?: boolean;
}

/** Whether two objects have the same bytes, for all that their ETags say. */
export function sameByEtag(
  one: ObjectHead,
  other: ObjectHead,
  stores: readonly Pick<ResolvedStore, 'etagIsMd5'>[],
): boolean {
  const comparable = stores.every(({ etagIsMd5 }) => etagIsMd5) && !one.managedKey && !other.managedKey;
  return comparable && one.size === other.size && one.etag !== undefined && one.etag === other.etag;
}

/**
 * Inside one store, between buckets that the same keys open; the bytes do not come here. More than `wholeBytes` goes
 * part by part.
 */
export async function copyInside(
  copy: ObjectCopy,
  options: UploadPartsOptions,
  wholeBytes = MAX_COPY_BYTES,
): Promise<UploadedObject> {
  const { source, from, head, target, to, noOverwrite } = copy;
  const { transfers } = target;
  const origin = { bucket: source.store.bucket, key: from };
  if (head.size > wholeBytes) {
    const send: SendPart = (upload, number, span, { signal }) =>
      transfers.copyPart({ ...origin, ...span }, upload, number, { signal });
    return assembleParts(target, described(copy), { ...originOf(copy), send, hashed: true }, options);
  }
  const { signal, onBytes } = options;
  const etag = await transfers.copy(origin, to, {
    ...(signal && { signal }),
    ...(noOverwrite !== undefined && { noOverwrite }),
  });
  onBytes?.(head.size, head.size);
  return { size: head.size, etag, verified: etag !== undefined && etag === head.etag ? 'etag' : 'size' };
}

/**
 * Between stores: the bytes come through here, and of a large object no more than a few pieces at a time. A hash in
 * front of its parts would mean fetching them twice, so that is done only where it is asked for.
 */
export async function copyBetween(copy: ObjectCopy, options: UploadPartsOptions): Promise<UploadedObject> {
  const { source, head, target, to } = copy;
  const stored = await (head.size > PART_BYTES ? streamed : held)(copy, options);
  const comparable = source.store.etagIsMd5 && target.store.etagIsMd5 && !head.managedKey;
  if (comparable && isMd5(head.etag) && isMd5(stored.etag) && head.etag !== stored.etag)
    throw new ImbedError('store/verification-failed', {
      key: to,
      detail: 'the ETag is another than of the original',
    });
  return { ...stored, verified: stored.etag !== undefined && stored.etag === head.etag ? 'etag' : 'size' };
}

function streamed(copy: ObjectCopy, options: UploadPartsOptions): Promise<UploadedObject> {
  const { target } = copy;
  const { hashed = false } = options;
  const send: SendPart = (upload, number, span, more) =>
    target.transfers.putPart(upload, number, passingBody(copy, span, more), { ...more, hashed });
  return assembleParts(target, described(copy), { ...originOf(copy), send, hashed }, options);
}

async function held(copy: ObjectCopy, options: UploadPartsOptions): Promise<UploadedObject> {
  const { head, target } = copy;
  const whole = passingBody(copy, { start: 0, end: head.size }, options);
  const body = bytesBody(await joined(whole), target.digests);
  return putSource(target, described(copy), { ...originOf(copy), slice: () => body }, options);
}

/** Headers that browsers and caches go by; other metadata stays behind. */
function described({ to, head, noOverwrite }: ObjectCopy): ObjectDescription {
  const {
    contentType = 'application/octet-stream',
    cacheControl,
    contentDisposition,
    contentEncoding,
  } = head;
  return {
    key: to,
    contentType,
    ...(cacheControl !== undefined && { cacheControl }),
    ...(contentDisposition !== undefined && { contentDisposition }),
    ...(contentEncoding !== undefined && { contentEncoding }),
    ...(noOverwrite !== undefined && { noOverwrite }),
  };
}

function originOf({ source, from, head }: ObjectCopy): Omit<PartSource, 'slice'> {
  const { endpoint, bucket } = source.store;
  return {
    size: head.size,
    identity: JSON.stringify([endpoint, bucket, from, head.etag]),
    async assertUnchanged() {
      const now = await source.objects.head(from);
      if (now?.etag !== head.etag || now?.size !== head.size) throw changed(from);
    },
  };
}

/** Nothing of it is kept: it is fetched again when it has to be sent again. */
function passingBody(
  { source, from, head: { size, etag } }: ObjectCopy,
  { start, end }: PartSpan,
  { signal }: RequestOptions,
): HashableBody {
  const body = {
    size: end - start,
    async *read() {
      if (start === end) return;
      try {
        yield* rangePieces(source.transfers, { key: from, size, etag, start, end }, signal && { signal });
      } catch (error) {
        const isOther = isImbedError(error) && error.code === 'store/precondition-failed';
        throw isOther ? changed(from) : error;
      }
    },
  };
  return { ...body, digest: async (algorithm) => source.digests[algorithm](await joined(body)) };
}

function changed(name: string): ImbedError {
  return new ImbedError('source/changed', { name });
}

async function joined({ size, read }: Pick<HashableBody, 'size' | 'read'>): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const piece of read()) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}
