import type { ObjectKey } from '../naming/object-key.ts';
import type { ResolvedStore } from './provider.ts';

/** The link of an object: public base URL, encoded key, suffix. Computed, never read back from the store. */
export function publicUrl(store: ResolvedStore, key: ObjectKey): string {
  return `${store.publicBaseUrl}/${encodeKey(key)}${store.urlSuffix}`;
}

/** Each segment encoded by RFC 3986, so that `'` and `(` cannot end a Markdown link or an HTML attribute. */
export function encodeKey(key: string): string {
  return key.split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
