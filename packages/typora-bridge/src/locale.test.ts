import { expect, it } from 'vitest';
import { messageLocale } from './locale.ts';

it.each([
  [{ IMBED_LANG: 'zh', LANG: 'en_US.UTF-8' }, 'zh-CN'],
  [{ IMBED_LANG: 'en', LC_ALL: 'zh_CN.UTF-8' }, 'en'],
  [{ LC_ALL: 'zh_CN.UTF-8', LC_MESSAGES: 'C' }, 'zh-CN'],
  [{ LC_ALL: '', LC_MESSAGES: 'zh_TW', LANG: 'C' }, 'zh-CN'],
  [{ LANG: 'zh_CN.GB18030' }, 'zh-CN'],
  [{ LANG: 'C.UTF-8' }, 'en'],
] as const)('%j means %s', (env, locale) => {
  expect(messageLocale(env)).toBe(locale);
});
