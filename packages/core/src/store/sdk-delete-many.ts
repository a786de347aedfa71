import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { storeErrorFromSdk } from './error-table.ts';
import type { RequestOptions } from './object-store.ts';
import type { StoreInit } from './store-init.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const KEYS_PER_REQUEST = 1000;

/**
 * Deletes in batches; every batch is tried. If keys are left, rejects with the first one's error, whose
 * `cause` is an `AggregateError` with one `ImbedError` a key.
 */
export async function deleteInBatches(
  client: S3Client,
  { store, clock }: Pick<StoreInit, 'store' | 'clock'>,
  keys: readonly ObjectKey[],
  { signal }: RequestOptions,
): Promise<void> {
  const failures: ImbedError[] = [];
  for (let at = 0; at < keys.length; at += KEYS_PER_REQUEST) {
    const batch = keys.slice(at, at + KEYS_PER_REQUEST);
    const Delete = { Objects: batch.map((Key) => ({ Key })), Quiet: true };
    const command = new DeleteObjectsCommand({ Bucket: store.bucket, Delete });
    const { Errors = [] } = await client.send(command, signal && { abortSignal: signal });
    const context = { store, method: 'POST', now: clock.now() };
    failures.push(...Errors.map((entry) => storeErrorFromSdk(entry, { ...context, key: entry.Key ?? '' })));
  }
  const [first] = failures;
  if (first === undefined) return;
  const detail = `${failures.length} of ${keys.length} objects were not deleted`;
  throw new ImbedError(first.code, { ...first.facts, detail }, { cause: new AggregateError(failures) });
}
