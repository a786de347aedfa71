import type { ObjectKey } from '../naming/object-key.ts';
import { encodeKey } from '../percent-encoding.ts';
import type { ResolvedStore } from './provider.ts';

/** The link of an object: public base URL, encoded key, suffix. Computed, never read back from the store. */
export function publicUrl(store: ResolvedStore, key: ObjectKey): string {
  return `${store.publicBaseUrl}/${encodeKey(key)}${store.urlSuffix}`;
}
