import { ImbedError, isImbedError } from '../errors.ts';
import { bucketAbilities } from '../providers/bucket-abilities.ts';
import { createLifecycleWire } from '../store/lifecycle-wire.ts';
import type { RequestOptions } from '../store/object-store.ts';
import type { StoreInit } from '../store/store-init.ts';
import {
  type ExpiryClass,
  expiryDays,
  expiryPrefix,
  type LifecycleRule,
  lifecycleRules,
  withExpiryRule,
} from './lifecycle.ts';

/** What a bucket removes by itself. Both reject with `store/no-lifecycle` where that is set in the console only. */
export interface Expiry {
  rules(options?: RequestOptions): Promise<readonly LifecycleRule[]>;
  /** Adds the rule of a class, unless it is there; the others stay as they are. Returns whether it was missing. */
  ensure(expires: ExpiryClass, options?: RequestOptions): Promise<boolean>;
}

export function createExpiry(init: StoreInit): Expiry {
  const wire = createLifecycleWire(init);
  const { provider } = init.store;
  const over = async <T>(expires: ExpiryClass | undefined, work: () => Promise<T>): Promise<T> => {
    const facts = {
      provider,
      ...(expires && { detail: expiryPrefix(expires), seconds: expiryDays[expires] * 86_400 }),
    };
    if (!bucketAbilities(provider).expiry) throw new ImbedError('store/no-lifecycle', facts);
    try {
      return await work();
    } catch (error) {
      const cannot = isImbedError(error) && error.code === 'store/not-supported';
      throw cannot
        ? new ImbedError('store/no-lifecycle', { ...error.facts, ...facts }, { cause: error })
        : error;
    }
  };
  return {
    rules: (options) => over(undefined, async () => lifecycleRules(await wire.read(options))),
    ensure: (expires, options) =>
      over(expires, async () => {
        const changed = withExpiryRule(await wire.read(options), expires);
        if (changed !== undefined) await wire.write(changed, options);
        return changed !== undefined;
      }),
  };
}
