import { ImbedError, isImbedError } from '../errors.ts';
import { bucketAbilities } from '../providers/bucket-abilities.ts';
import { createLifecycleWire, type LifecycleWire } from '../store/lifecycle-wire.ts';
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
  /**
   * Adds the rule of a class, unless it is there; the others stay as they are. Returns whether it was missing. Asks once
   * for each class.
   */
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
  const ensured = new Map<ExpiryClass, Promise<boolean>>();
  return {
    rules: (options) => over(undefined, async () => lifecycleRules((await wire.read(options))?.rules)),
    async ensure(expires, options) {
      const earlier = await ensured.get(expires)?.catch(() => undefined);
      if (earlier !== undefined) return false;
      const asked = over(expires, () => addRules(wire, [expires], options));
      ensured.set(expires, asked);
      asked.catch(() => ensured.delete(expires));
      return asked;
    },
  };
}

/**
 * Adds the rules that are missing; answers whether any was. A store takes all rules at once: they are looked at again,
 * since another who did the same at this moment may have left ours out. Not more often, since Amazon S3 may tell of the
 * old ones for minutes.
 */
export async function addRules(
  wire: LifecycleWire,
  classes: readonly ExpiryClass[],
  options?: RequestOptions,
): Promise<boolean> {
  const add = async () => {
    const before = await wire.read(options);
    const rules = classes.reduce((text, expires) => withExpiryRule(text, expires) ?? text, before?.rules);
    if (rules === undefined || rules === before?.rules) return false;
    await wire.write({ ...before, rules }, options);
    return true;
  };
  const missing = await add();
  if (missing) await add();
  return missing;
}
