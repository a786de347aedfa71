import { consoleSteps, type MessageLocale, openProviderIds } from '@imbed/core';

const labels = {
  en: { where: 'Where: ', link: 'See: ' },
  'zh-CN': { where: '位置：', link: '参考：' },
} as const satisfies Record<MessageLocale, object>;

/** Where in the console of a store something is done by hand, as lines for standard error. */
export function consoleLines(
  topic: Parameters<typeof consoleSteps>[0],
  provider: string | undefined,
  locale: MessageLocale,
): string {
  const store = openProviderIds.find((id) => id === provider);
  if (store === undefined) return '';
  const { hint, where, link } = consoleSteps(topic, store, locale);
  const told = [hint, where && labels[locale].where + where, link && labels[locale].link + link];
  return told.flatMap((line) => (line ? `    ${line}\n` : [])).join('');
}
