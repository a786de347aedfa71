import { utf8 } from '../bytes.ts';
import { isImbedError } from '../errors.ts';
import { bucketUrl } from '../providers/bucket-url.ts';
import type { RequestOptions } from './object-store.ts';
import { type RetryPorts, withRetry } from './retry.ts';
import { createSignedSend } from './signed-send.ts';
import { toBase64 } from './signing/encoding.ts';
import type { StoreInit } from './store-init.ts';

/** The bucket's rules of expiry. */
interface LifecycleConfiguration {
  /** As the XML that the store keeps. */
  readonly rules: string;
  /** How large objects must be to be moved, which Amazon S3 keeps beside the rules and forgets unless it is sent again. */
  readonly transitionMinimum?: string;
}

export interface LifecycleWire {
  /** `undefined` when the bucket has none. */
  read(options?: RequestOptions): Promise<LifecycleConfiguration | undefined>;
  /** Replaces all of it. */
  write(configuration: LifecycleConfiguration, options?: RequestOptions): Promise<void>;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
const TRANSITION_MINIMUM = 'x-amz-transition-default-minimum-object-size';

/** Rejects with `store/not-supported` or `store/rejected` where a store has no lifecycle over its API. */
export function createLifecycleWire(init: StoreInit, ports?: RetryPorts): LifecycleWire {
  const send = createSignedSend(init);
  const url = `${bucketUrl(init.store)}?lifecycle=`;
  const retrying = <T>(attempt: () => Promise<T>, { signal }: RequestOptions) =>
    withRetry(attempt, { ...(signal && { signal }), ...(ports && { ports }) });
  return {
    async read(options = {}) {
      try {
        const answer = await retrying(() => send({ method: 'GET', url, headers: {} }, options), options);
        const transitionMinimum = answer.headers[TRANSITION_MINIMUM];
        const rules = new TextDecoder().decode(answer.body);
        return { rules, ...(transitionMinimum !== undefined && { transitionMinimum }) };
      } catch (error) {
        if (isImbedError(error) && error.facts.serviceCode === 'NoSuchLifecycleConfiguration')
          return undefined;
        throw error;
      }
    },
    async write({ rules, transitionMinimum }, options = {}) {
      const body = utf8(rules);
      const headers = {
        'content-type': 'application/xml',
        'content-md5': toBase64(await init.digests.md5(body)),
        ...(transitionMinimum !== undefined && { [TRANSITION_MINIMUM]: transitionMinimum }),
      };
      await retrying(() => send({ method: 'PUT', url, headers, body }, options), options);
    },
  };
}
