import { describe, expect, it } from 'vitest';
import { localeFor, type Words, wordsIn } from './words.ts';

describe('localeFor', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-cn'],
    [['zh-Hant-TW'], 'zh-cn'],
    [['de-DE', 'zh', 'en'], 'zh-cn'],
    [['en-GB', 'zh-CN'], 'en'],
    [['de', 'fr'], 'en'],
    [[], 'en'],
  ] as const)('%j is read in %s', (tags, locale) => {
    expect(localeFor(tags)).toBe(locale);
  });
});

/** All texts, with what they are filled with in them. */
function texts(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return texts(words('FILLED'));
  return Object.values(words as Words).flatMap(texts);
}

describe('words', () => {
  it('no text is empty, in any language', () => {
    for (const locale of ['en', 'zh-cn'] as const) expect(texts(wordsIn(locale))).not.toContain('');
  });

  it('a translation loses nothing that is filled in', () => {
    const filled = (text: string) => text.includes('FILLED');
    const [en, zhCn] = [texts(wordsIn('en')).map(filled), texts(wordsIn('zh-cn')).map(filled)];
    expect(zhCn).toEqual(en);
  });
});
