import { expect, test } from 'vitest';
import { localeOf } from './locale.ts';

test.each(['zh', 'zh-cn', 'zh-TW', 'zh_CN.UTF-8', 'ZH-Hans'])('%s is spoken to in Chinese', (language) => {
  expect(localeOf(language)).toBe('zh-CN');
});

test.each(['', 'en', 'C.UTF-8', 'de-CH', 'azh'])('"%s" is spoken to in English', (language) => {
  expect(localeOf(language)).toBe('en');
});
