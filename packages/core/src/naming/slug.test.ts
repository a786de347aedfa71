import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_SLUG_BYTES, slug, slugFolders } from './slug.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('.', '-', '/', '\\', ' ', '截', 'é', '\u0301', 'a', '\0', '🖼'),
    maxLength: 200,
  }),
);
const byteLength = (text: string) => new TextEncoder().encode(text).byteLength;

describe('slug', () => {
  test.each([
    ['Screen Shot 2026-08-22 at 9.41', 'Screen-Shot-2026-08-22-at-9.41'],
    ['截图 2026年8月', '截图-2026年8月'],
    ['データ/図 1', 'データ-図-1'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a (copy) [1]', 'a-copy-1'],
    ['100% #1 & more?', '100-1-more'],
    ['  . - leading and trailing - .  ', 'leading-and-trailing'],
    ['cafe\u0301', 'caf\u00e9'],
    ['snake_case.v2', 'snake_case.v2'],
    ['🖼', ''],
    ['..', ''],
    ['', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(slug(text)).toBe(expected);
  });

  test('is a single harmless segment of bounded length', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: MAX_SLUG_BYTES }), (text, maxBytes) => {
        const made = slug(text, maxBytes);
        expect(made).toMatch(/^[\p{L}\p{M}\p{N}._-]*$/u);
        expect(made).not.toMatch(/^[.-]|[.-]$|--/);
        expect(byteLength(made)).toBeLessThanOrEqual(maxBytes);
        expect(made.normalize('NFC')).toBe(made);
      }),
    );
  });

  test('of a slug is the same slug', () => {
    fc.assert(fc.property(anyText, (text) => slug(slug(text)) === slug(text)));
  });

  test('keeps letters of every script as they are', () => {
    const letters = fc.stringMatching(/^[\p{Lo}\p{Ll}]{1,20}$/u).map((text) => text.normalize('NFC'));
    fc.assert(fc.property(letters, (text) => slug(text) === text));
  });
});

describe('folders', () => {
  test.each([
    ['Travel/2026/', 9, ['Travel', '2026']],
    ['/Users/me/Notes', 2, ['me', 'Notes']],
    ['C:\\Users\\me', 9, ['C', 'Users', 'me']],
    ['./a/../b', 9, ['a', 'b']],
    ['', 9, []],
    ['///', 9, []],
  ])('%j, at most %i, are %j', (path, max, expected) => {
    expect(slugFolders(path, max)).toEqual(expected);
  });

  test('too deep a path keeps its last folders', () => {
    const deep = Array.from(
      { length: 30 },
      (_, index) => `${String(index).padStart(2, '0')}${'夹'.repeat(30)}`,
    );
    const kept = slugFolders(deep.join('/'), 16);
    expect(kept).toEqual(deep.slice(-kept.length));
    expect(kept).toHaveLength(5);
  });
});
