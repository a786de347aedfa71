import { isImbedError } from '../errors.ts';
import { bucketUrl } from '../providers/bucket-url.ts';
import type { RequestOptions } from './object-store.ts';
import { type RetryPorts, withRetry } from './retry.ts';
import { createSignedSend } from './signed-send.ts';
import { toBase64, utf8 } from './signing/encoding.ts';
import type { StoreInit } from './store-init.ts';

/** The bucket's rules of expiry, as the XML that the store keeps. */
export interface LifecycleWire {
  /** `undefined` when the bucket has none. */
  read(options?: RequestOptions): Promise<string | undefined>;
  /** Replaces all of them. */
  write(configuration: string, options?: RequestOptions): Promise<void>;
}

/** Rejects with `store/not-supported` or `store/rejected` where a store has no lifecycle over its API. */
export function createLifecycleWire(init: StoreInit, ports?: RetryPorts): LifecycleWire {
  const send = createSignedSend(init);
  const url = `${bucketUrl(init.store)}?lifecycle=`;
  const retrying = <T>(attempt: () => Promise<T>, { signal }: RequestOptions) =>
    withRetry(attempt, { ...(signal && { signal }), ...(ports && { ports }) });
  return {
    async read(options = {}) {
      try {
        const { body } = await retrying(() => send({ method: 'GET', url, headers: {} }, options), options);
        return new TextDecoder().decode(body);
      } catch (error) {
        if (isImbedError(error) && error.facts.serviceCode === 'NoSuchLifecycleConfiguration')
          return undefined;
        throw error;
      }
    },
    async write(configuration, options = {}) {
      const body = utf8(configuration);
      const headers = {
        'content-type': 'application/xml',
        'content-md5': toBase64(await init.digests.md5(body)),
      };
      await retrying(() => send({ method: 'PUT', url, headers, body }, options), options);
    },
  };
}
