import {
  GetPublicAccessBlockCommand,
  type PublicAccessBlockConfiguration,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ImbedError } from '../errors.ts';
import type { RequestOptions } from './object-store.ts';
import { orEmpty, signalIn } from './sdk-asking.ts';

/** What is done while the block is lifted, and stays so. */
interface Opening {
  /** Whether the bucket would open to more than what it is opened for. */
  readonly opensMore: boolean;
  putPolicy(): Promise<void>;
}

/**
 * Puts a policy that lets everybody in: Amazon's buckets refuse those until a block is lifted, which holds for the whole
 * bucket. What is blocked beside policies stays so. A policy that the store does not take leaves the block as it was.
 * Rejects with `bucket/opens-more`, before anything is changed, and with `bucket/block-lifted` where the block could not
 * be put back.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export async function putPublicPolicy(
  client: S3Client,
  Bucket: string,
  { opensMore, putPolicy }: Opening,
  options?: RequestOptions,
): Promise<void> {
  const blocked = await blockOf(client, Bucket, options);
  if (!blocked.BlockPublicPolicy && !blocked.RestrictPublicBuckets) return putPolicy();
  if (opensMore) throw new ImbedError('bucket/opens-more', { bucket: Bucket });
  const set = (PublicAccessBlockConfiguration: PublicAccessBlockConfiguration, more?: RequestOptions) =>
    client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }), signalIn(more));
  let isLifted = false;
  try {
    await set({ ...blocked, BlockPublicPolicy: false, RestrictPublicBuckets: false }, options);
    isLifted = true;
    await putPolicy();
  } catch (error) {
    try {
      // Whoever cancels wants the block back, too.
      await set(blocked);
    } catch {
      if (isLifted) throw new ImbedError('bucket/block-lifted', { bucket: Bucket }, { cause: error });
    }
    throw error;
  }
}

async function blockOf(
  client: S3Client,
  Bucket: string,
  options?: RequestOptions,
): Promise<PublicAccessBlockConfiguration> {
  const { PublicAccessBlockConfiguration: blocked = {} } = await orEmpty(
    'NoSuchPublicAccessBlockConfiguration',
    () => client.send(new GetPublicAccessBlockCommand({ Bucket }), signalIn(options)),
  );
  return blocked;
}
