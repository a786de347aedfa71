import { resolveStore } from '../providers/index.ts';
import type { ResolvedStore, StoreSettings } from '../providers/provider.ts';
import { told } from './told-issues.ts';

/** For tests: the store, or a failure that names what is wrong. */
export function resolved(settings: StoreSettings): ResolvedStore {
  const result = resolveStore(settings);
  if (result.ok) return result.value;
  throw new Error(
    told(result.issues)
      .map(({ field, problem }) => `${field} ${problem}`)
      .join('; '),
  );
}

/** For tests: what is wrong, one `field problem` each; empty when nothing is. */
export function problems(settings: StoreSettings): readonly string[] {
  const result = resolveStore(settings);
  return result.ok ? [] : told(result.issues).map(({ field, problem }) => `${field} ${problem}`);
}
