/** The languages that core has words in. */
export type MessageLocale = 'en' | 'zh-CN';

/** @param language of a host or a system, e.g. `zh`, `zh-TW` or `zh_CN.UTF-8` */
export function localeOf(language: string): MessageLocale {
  return /^zh/i.test(language) ? 'zh-CN' : 'en';
}
