import { createLightStore } from './light-store.ts';
import type { BucketStore, ObjectStore } from './object-store.ts';
import { PART_BYTES } from './part-size.ts';
import { type RetryPorts, withRetry } from './retry.ts';
import type { StoreInit } from './store-init.ts';

/** The store of one profile: the light wire with retries, and the AWS SDK, loaded on first use, for big bodies. */
export function createStore(init: StoreInit, ports?: RetryPorts): ObjectStore {
  const light = createLightStore(init);
  const retrying = <T>(attempt: () => Promise<T>, signal: AbortSignal | undefined) =>
    withRetry(attempt, { ...(signal !== undefined && { signal }), ...(ports !== undefined && { ports }) });
  return {
    head: (key, options) => retrying(() => light.head(key, options), options?.signal),
    async put(request, options) {
      if (request.body.byteLength <= PART_BYTES) {
        return retrying(() => light.put(request, options), options?.signal);
      }
      return (await openBucketStore(init, ports)).put(request, options);
    },
    get: (key, options) => retrying(() => light.get(key, options), options?.signal),
    delete: (key, options) => retrying(() => light.delete(key, options), options?.signal),
    publicUrl: light.publicUrl,
  };
}

/** The same store with what tools around a bucket need; loads the AWS SDK. */
export async function openBucketStore(init: StoreInit, ports?: RetryPorts): Promise<BucketStore> {
  const { createSdkStore } = await import('./sdk-store.ts');
  return createSdkStore(init, ports);
}
