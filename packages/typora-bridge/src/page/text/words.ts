import type { PageLocale } from '../../serve/page-api.ts';
import { en } from './words-en.ts';
import { zhCn } from './words-zh-cn.ts';

/** All that the page says by itself: one entry, in each language, or it does not compile. */
export type Words = typeof en;

export const locales: readonly { readonly id: PageLocale; readonly tag: string; readonly name: string }[] = [
  { id: 'en', tag: 'en', name: 'English' },
  { id: 'zh-cn', tag: 'zh-CN', name: '中文' },
];

export function wordsIn(locale: PageLocale): Words {
  return locale === 'zh-cn' ? zhCn : en;
}

/** What `lang` and `Intl` know the language by. */
export function languageTag(locale: PageLocale): string {
  return locale === 'zh-cn' ? 'zh-CN' : 'en';
}

/** The first of the reader's languages that there are words in. @param tags as in `navigator.languages` */
export function localeFor(tags: readonly string[]): PageLocale {
  for (const tag of tags) {
    if (/^zh\b/i.test(tag)) return 'zh-cn';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
