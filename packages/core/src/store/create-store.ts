import type { BucketStore, ObjectStore } from './object-store.ts';
import { PART_BYTES } from './part-size.ts';
import type { RetryPorts } from './retry.ts';
import { createRetryingStore } from './retrying-store.ts';
import type { StoreInit } from './store-init.ts';

/** The store of one profile: the light wire with retries, and the AWS SDK, loaded on first use, for big bodies. */
export function createStore(init: StoreInit, ports?: RetryPorts): ObjectStore {
  const small = createRetryingStore(init, ports);
  return {
    ...small,
    async put(request, options) {
      if (request.body.byteLength <= PART_BYTES) return small.put(request, options);
      return (await openBucketStore(init, ports)).put(request, options);
    },
  };
}

/** The same store with what tools around a bucket need; loads the AWS SDK, where the bundle has it. */
export async function openBucketStore(init: StoreInit, ports?: RetryPorts): Promise<BucketStore> {
  const { createSdkStore } = await import('./sdk-store.ts');
  return createSdkStore(init, ports);
}
