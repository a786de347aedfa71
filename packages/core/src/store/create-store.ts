import { createLightStore } from './light-store.ts';
import type { ObjectStore } from './object-store.ts';
import { type RetryPorts, withRetry } from './retry.ts';
import type { StoreInit } from './store-init.ts';

/**
 * Bodies above this go up in parts: a line that breaks then costs one part, not all. Also the size of a part
 * (8 MiB suits every provider; UCloud US3 takes no other:
 * https://docs.ucloud.cn/ufile/s3/s3_introduction).
 */
export const MULTIPART_THRESHOLD_BYTES = 8 * 1024 * 1024;

/** The store of one profile: the light wire with retries, and the AWS SDK, loaded on first use, for big bodies. */
export function createStore(init: StoreInit, ports?: RetryPorts): ObjectStore {
  const light = createLightStore(init);
  const retrying = <T>(attempt: () => Promise<T>, signal: AbortSignal | undefined) =>
    withRetry(attempt, { ...(signal !== undefined && { signal }), ...(ports !== undefined && { ports }) });
  return {
    head: (key, options) => retrying(() => light.head(key, options), options?.signal),
    async put(request, options) {
      if (request.body.byteLength <= MULTIPART_THRESHOLD_BYTES) {
        return retrying(() => light.put(request, options), options?.signal);
      }
      const { createSdkStore } = await import('./sdk-store.ts');
      return createSdkStore(init).put(request, options);
    },
    get: (key, options) => retrying(() => light.get(key, options), options?.signal),
    delete: (key, options) => retrying(() => light.delete(key, options), options?.signal),
    publicUrl: light.publicUrl,
  };
}
