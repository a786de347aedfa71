import { utf8 } from '../bytes.ts';
import { MAX_KEY_BYTES, type ObjectKey, parseObjectKey } from './object-key.ts';

/** Digits of the content hash to try, one after another: a second collision is improbable, a fourth impossible. */
export const suffixLengths = [8, 16, 32, 64];

/**
 * Where an image goes whose key is taken by other bytes, best first: `cat.png` becomes `cat-9f86d081.png`, then
 * `cat-9f86d081884c7d65.png`. The suffix comes from the content and not from a counter, so the same picture
 * finds its object again without asking how many others came before it, and two machines never pick the same
 * free key for different pictures. Each is made when it is asked for, which hardly ever happens.
 */
export function* suffixedKeys(key: ObjectKey, sha256: string): Generator<ObjectKey> {
  for (const length of suffixLengths) {
    const parsed = parseObjectKey(withSuffix(key, `-${sha256.slice(0, length)}`));
    if (parsed.ok) yield parsed.value;
  }
}

/** In front of the extension; a name that is too long for it is cut. */
function withSuffix(key: string, suffix: string): string {
  const nameAt = key.lastIndexOf('/') + 1;
  const dot = key.lastIndexOf('.');
  const extensionAt = dot > nameAt ? dot : key.length;
  const tail = suffix + key.slice(extensionAt);
  const room = MAX_KEY_BYTES - utf8(tail).byteLength;
  const characters = [...key.slice(nameAt, extensionAt)];
  while (characters.length > 1 && utf8(key.slice(0, nameAt) + characters.join('')).byteLength > room)
    characters.pop();
  return key.slice(0, nameAt) + characters.join('') + tail;
}
