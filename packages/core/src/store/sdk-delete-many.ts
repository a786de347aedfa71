import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { storeErrorFromSdk } from './error-table.ts';
import type { RequestOptions } from './object-store.ts';
import type { StoreInit } from './store-init.ts';

/** One batch; answers with what was not deleted. */
export async function deleteBatch(
  client: S3Client,
  { store, clock }: Pick<StoreInit, 'store' | 'clock'>,
  keys: readonly ObjectKey[],
  { signal }: RequestOptions,
): Promise<readonly ImbedError[]> {
  const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true };
  const command = new DeleteObjectsCommand({ Bucket: store.bucket, Delete });
  const { Errors = [] } = await client.send(command, signal && { abortSignal: signal });
  const context = { store, method: 'POST', now: clock.now() };
  return Errors.map((entry) => storeErrorFromSdk(entry, { ...context, key: entry.Key ?? '' }));
}
