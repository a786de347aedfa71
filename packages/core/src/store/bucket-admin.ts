import type { RequestOptions } from './object-store.ts';
import type { RetryPorts } from './retry.ts';
import type { StoreInit } from './store-init.ts';

/** What a bucket is to these keys. `denied`: it is there, and may be somebody else's, or the keys may not list. */
export type BucketState = 'there' | 'absent' | 'denied';

/** The bucket itself, not what is in it. Every call rejects with the store's refusal. */
export interface BucketAdmin {
  state(options?: RequestOptions): Promise<BucketState>;
  create(options?: RequestOptions): Promise<void>;
  /** Replaces the ACL of the bucket: everybody may read its objects and list them. */
  publishByAcl(options?: RequestOptions): Promise<void>;
  /**
   * Adds a statement to the policy of the bucket: everybody may read what is below `folder` (without slash; empty for
   * all). What the policy says already stays. On Amazon S3 it also lets buckets have such a policy.
   */
  publishByPolicy(folder: string, options?: RequestOptions): Promise<void>;
  /** Adds a rule that lets pages of `origin` read and write, unless one does; the others stay. */
  allowOrigin(origin: string, options?: RequestOptions): Promise<void>;
}

/** Loads the AWS SDK. */
export async function openBucketAdmin(init: StoreInit, ports?: RetryPorts): Promise<BucketAdmin> {
  const { createBucketAdmin } = await import('./sdk-store.ts');
  return createBucketAdmin(init, ports);
}
