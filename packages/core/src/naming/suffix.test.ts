import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyObjectKey } from '../testing/arbitraries.ts';
import { MAX_KEY_BYTES, type ObjectKey, parseObjectKey } from './object-key.ts';
import { suffixedKeys } from './suffix.ts';

const anyHash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

function keyOf(text: string): ObjectKey {
  const parsed = parseObjectKey(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

describe('free keys beside a taken one', () => {
  test.each([
    ['cat.png', 'cat-9f86d081.png'],
    ['img/2026/cat.tar.gz', 'img/2026/cat.tar-9f86d081.gz'],
    ['v1.2/cat', 'v1.2/cat-9f86d081'],
    ['img/.png', 'img/.png-9f86d081'],
  ])('the first beside %s is %s', (key, expected) => {
    expect(suffixedKeys(keyOf(key), hash).next().value).toBe(expected);
  });

  test('longer cuts of the same hash follow, up to the whole of it', () => {
    const keys = [...suffixedKeys(keyOf('cat.png'), hash)];
    expect(keys).toHaveLength(4);
    expect(keys[3]).toBe(`cat-${hash}.png`);
  });

  test('they are in the same folder, have the same extension, differ, and are keys', () => {
    fc.assert(
      fc.property(anyObjectKey(), anyHash, (key, sha256) => {
        const folder = key.slice(0, key.lastIndexOf('/') + 1);
        const made = [...suffixedKeys(key, sha256)];
        expect(new Set([key, ...made]).size).toBe(made.length + 1);
        for (const other of made) {
          expect(parseObjectKey(other)).toEqual({ ok: true, value: other });
          expect(other.slice(0, other.lastIndexOf('/') + 1)).toBe(folder);
        }
      }),
    );
  });

  test('a name of full length makes room for the suffix', () => {
    const [made] = suffixedKeys(keyOf(`a/${'图'.repeat(339)}.png`), hash);
    expect(made?.endsWith('-9f86d081.png')).toBe(true);
    expect(new TextEncoder().encode(made).byteLength).toBeLessThanOrEqual(MAX_KEY_BYTES);
  });
});
