import { ImbedError } from '../errors.ts';
import { toHex } from '../hex.ts';
import type { ObjectDescription, ObjectHead } from '../store/object-store.ts';
import { composedEtag } from './composed-etag.ts';
import { isMd5 } from './likeness.ts';
import type { TransferPorts, UploadedObject } from './transfer.ts';

/** The object as it is now. Rejects with `store/verification-failed` when it is not there in this size. */
async function inspect(
  { objects }: TransferPorts,
  { key }: ObjectDescription,
  size: number,
  signal: AbortSignal | undefined,
): Promise<ObjectHead> {
  const head = await objects.head(key, signal && { signal });
  if (head?.size === size) return head;
  const detail = head === undefined ? 'no object' : `${head.size} bytes instead of ${size}`;
  throw new ImbedError('store/verification-failed', { key, detail });
}

export interface AssembledObject {
  readonly size: number;
  readonly etag: string | undefined;
  /** Its ETag is the one that its parts make. */
  readonly isOfParts: boolean;
}

/** The object as it is now; `etags` of the parts that it should be of. Rejects as {@link inspect} does. */
export async function assembled(
  ports: TransferPorts,
  object: ObjectDescription,
  { size, etags }: { readonly size: number; readonly etags: readonly string[] },
  signal: AbortSignal | undefined,
): Promise<AssembledObject> {
  const composed = await composedEtag(etags, ports.digests);
  const { etag } = await inspect(ports, object, size, signal);
  return { size, etag, isOfParts: composed !== undefined && etag?.toLowerCase() === composed };
}

/**
 * What became of bytes that went in one request; `answered` is the ETag that the store gave them then. Where that is
 * their MD5, no second request has to ask whether they are there; where it looks like that of other bytes, they are
 * read. Rejects with `store/verification-failed` when they are others.
 */
export async function storedWhole(
  ports: TransferPorts,
  object: ObjectDescription,
  {
    size,
    md5,
    answered,
  }: { readonly size: number; readonly md5: string; readonly answered: string | undefined },
  signal: AbortSignal | undefined,
): Promise<UploadedObject> {
  const { etagIsMd5 } = ports.store;
  if (etagIsMd5 && answered?.toLowerCase() === md5) return { size, etag: answered, verified: 'etag' };
  const { etag, managedKey } = await inspect(ports, object, size, signal);
  if (!etagIsMd5 || !isMd5(answered) || managedKey) return { size, etag, verified: 'size' };
  const { key } = object;
  const stored = await ports.objects.get(key, signal && { signal });
  if (toHex(await ports.digests.md5(stored)) !== md5)
    throw new ImbedError('store/verification-failed', { key, detail: 'other bytes' });
  return { size, etag, verified: 'etag' };
}
