import { ImbedError } from '../errors.ts';
import type { ObjectDescription } from '../store/object-store.ts';
import type { TransferPorts, UploadedObject } from './transfer.ts';

/** Rejects with `store/verification-failed` when what is under the key is not what was sent. */
export async function inspect(
  { objects }: TransferPorts,
  { key }: ObjectDescription,
  size: number,
  composed: string | undefined,
  signal: AbortSignal | undefined,
): Promise<UploadedObject> {
  const head = await objects.head(key, signal && { signal });
  if (head?.size !== size)
    throw new ImbedError('store/verification-failed', {
      key,
      detail: head === undefined ? 'no object' : `${head.size} bytes instead of ${size}`,
    });
  const verified = composed !== undefined && head.etag?.toLowerCase() === composed ? 'etag' : 'size';
  return { size, etag: head.etag, verified };
}
