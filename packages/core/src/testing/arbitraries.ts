import fc from 'fast-check';
import { type ObjectKey, parseObjectKey } from '../naming/object-key.ts';

/** What has broken signatures and links before: marks, spaces, plus, percent, quotes, scripts, emoji. */
const ODD_CHARACTERS = [...' +%&=?#\'"()*!~@:;,$[]{}<>|^`éß截图データ한Ω\u0301🖼'];

/** Any key that `parseObjectKey` lets through, odd characters preferred. */
export function anyObjectKey(): fc.Arbitrary<ObjectKey> {
  const character = fc.oneof(
    fc.constantFrom(...ODD_CHARACTERS),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  const segment = fc.string({ unit: character, minLength: 1, maxLength: 12 });
  return fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((segments) => parseObjectKey(segments.join('/')))
    .filter((parsed) => parsed.ok)
    .map((parsed) => parsed.value);
}
