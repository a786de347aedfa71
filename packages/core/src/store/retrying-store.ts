import { createLightStore } from './light-store.ts';
import type { ObjectStore } from './object-store.ts';
import { type RetryPorts, withRetry } from './retry.ts';
import type { StoreInit } from './store-init.ts';

/** The light wire, which tries again, after a pause, where that can help. */
export function createRetryingStore(init: StoreInit, ports?: RetryPorts): ObjectStore {
  const light = createLightStore(init);
  const retrying = <T>(attempt: () => Promise<T>, signal: AbortSignal | undefined) =>
    withRetry(attempt, { ...(signal !== undefined && { signal }), ...(ports !== undefined && { ports }) });
  return {
    head: (key, options) => retrying(() => light.head(key, options), options?.signal),
    put: (request, options) => retrying(() => light.put(request, options), options?.signal),
    get: (key, options) => retrying(() => light.get(key, options), options?.signal),
    delete: (key, options) => retrying(() => light.delete(key, options), options?.signal),
    publicUrl: light.publicUrl,
  };
}
