import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../error-codes.ts';
import { type ErrorCode, type ErrorFacts, ImbedError } from '../errors.ts';
import { configIssue } from '../parse-result.ts';
import { explain, inOneLine } from './explain.ts';
import type { MessageLocale } from './locale.ts';

const locales: readonly MessageLocale[] = ['en', 'zh-CN'];
const everyCode = locales.flatMap((locale) => errorCodes.map((code) => ({ locale, code })));

const everything: ErrorFacts = {
  provider: 'aliyun-oss',
  bucket: 'my-notes',
  key: 'img/a.png',
  host: 'my-notes.oss-cn-hangzhou.aliyuncs.com',
  status: 403,
  serviceCode: 'SomeServiceCode',
  ec: '0001-00000002',
  requestId: '65A1B2C3D4E5F60718293A4B',
  name: 'cat.png',
  bytes: 73_400_320,
  limitBytes: 52_428_800,
  seconds: 905,
  detail: 'cn-hongkong.',
  issues: [configIssue('profiles.blog.region', 'empty')],
  outcome: 'unknown',
};

const words = (code: ErrorCode, facts: ErrorFacts = {}, locale: MessageLocale = 'en') =>
  explain(new ImbedError(code, facts), locale);

const anyFacts = fc
  .constantFrom(...Object.entries(everything))
  .chain((first) =>
    fc.subarray(Object.entries(everything)).map((more) => Object.fromEntries([first, ...more]) as ErrorFacts),
  );

describe.each(everyCode)('$locale has words for $code', ({ locale, code }) => {
  test('which are whole sentences in one line, whatever is known', () => {
    const stop = locale === 'en' ? /[^.\s]\.$/ : /[^。\s]。$/;
    fc.assert(
      fc.property(fc.oneof(fc.constant<ErrorFacts>({}), anyFacts), (facts) => {
        for (const text of Object.values(words(code, facts, locale))) {
          expect(text).toMatch(stop);
          expect(text).not.toMatch(
            /undefined|null|NaN|\$\{|\[object|[\n\r]| {2}|\.\.|。。|：：|^\s|\(\)|""|“”/,
          );
        }
      }),
    );
  });

  test('in its own script and with its own punctuation', () => {
    const { message, hint } = words(code, {}, locale);
    for (const text of [message, hint]) {
      if (locale === 'en') {
        expect(text).toMatch(/^[\x20-\x7e]+$/);
        expect(text).toMatch(/^[A-Z]/);
      } else {
        expect(text).toMatch(/\p{Script=Han}/u);
        expect(text).not.toMatch(/\p{Script=Han}[,.:;!?()]|[,;!?]\p{Script=Han}/u);
      }
    }
  });
});

test.each(locales)('a code that only a newer Imbed knows is told as unexpected, in %s', (locale) => {
  const code = 'store/made-up' as ErrorCode;
  expect(words(code, {}, locale)).toEqual(words('internal', {}, locale));
});

test('the two languages say the same amount: same codes, same settings named', () => {
  for (const code of errorCodes) {
    const settings = (locale: MessageLocale) =>
      words(code, {}, locale).hint.match(
        /\b(keyTemplate|maxBytes|addressing|acl|timeoutSeconds|tlsVerify|onConflict|publicBaseUrl|endpoint|NODE_EXTRA_CA_CERTS|cn-hongkong)\b/g,
      ) ?? [];
    expect(new Set(settings('zh-CN')), code).toEqual(new Set(settings('en')));
  }
});

describe('evidence for a support desk', () => {
  const facts = { status: 403, serviceCode: 'AccessDenied', ec: '0003-00000001', requestId: '65A1' };

  test.each([
    [
      'en',
      'The store denied access to the bucket (HTTP 403, AccessDenied, EC 0003-00000001, request ID 65A1).',
    ],
    ['zh-CN', '存储服务拒绝访问该存储桶（HTTP 403，AccessDenied，EC 0003-00000001，请求 ID 65A1）。'],
  ] as const)('%s: stands in brackets before the stop', (locale, message) => {
    expect(words('store/access-denied', facts, locale).message).toBe(message);
  });

  test('is left out where there is none', () => {
    expect(words('store/access-denied').message).toBe('The store denied access to the bucket.');
  });
});

describe('facts are shown, and tamed', () => {
  test('line breaks and controls in a name do not break the line', () => {
    const { message } = words('source/empty', { name: 'a\nhttps://evil.example/\u0007b\u2028.png' });
    expect(message).toBe('The image "a https://evil.example/ b .png" is empty (0 bytes).');
  });

  test('an endless detail is cut', () => {
    const { message } = words('store/rejected', { detail: '图'.repeat(5000) });
    expect(message.length).toBeLessThan(400);
    expect(message).toContain('…');
  });

  test('sizes and durations are readable', () => {
    expect(words('source/too-large', { bytes: 73_400_320, limitBytes: 52_428_800 }).message).toContain(
      '70 MiB, the limit is 50 MiB',
    );
    expect(words('source/too-large', { bytes: 900, limitBytes: 1_610_612_736 }).message).toContain(
      '900 B, the limit is 1.5 GiB',
    );
    const skew = (seconds: number, locale: MessageLocale) =>
      words('store/clock-skew', { seconds }, locale).message;
    expect(skew(1, 'en')).toContain('1 second,');
    expect(skew(905, 'en')).toContain('15 minutes');
    expect(skew(28_800, 'zh-CN')).toContain('8 小时');
    expect(skew(864_000, 'zh-CN')).toContain('10 天');
    expect(skew(864_000, 'en')).toContain('10 days');
  });

  test.each(locales)('%s: a question at the end needs no second stop', (locale) => {
    const issues = [configIssue('defaultProfile', 'no-such-profile', { known: ['blog'], meant: 'blog' })];
    expect(words('config/invalid', { issues }, locale).message).toMatch(/["“]blog["”][?？]$/);
    expect(words('config/invalid', { issues, status: 400 }, locale).message).toMatch(
      /["“]blog["”][?？] ?[(（].*[)）][.。]$/,
    );
  });

  test('every issue is told', () => {
    const issues = [
      configIssue('keyTemplate', 'unknown-variable', { name: 'yaer', known: ['year'], meant: '{year}' }),
      configIssue('region', 'empty'),
    ];
    expect(words('config/invalid', { issues }).message).toBe(
      'The configuration has a mistake: keyTemplate: unknown variable {yaer}; did you mean {year}?; region: must not be empty.',
    );
  });
});

describe('message and hint in one line', () => {
  test('have a space between them in English and none in Chinese', () => {
    expect(inOneLine(words('source/clipboard-empty'))).toBe(
      'There is no picture on the clipboard. Copy a picture, not a file or text, and try again.',
    );
    expect(inOneLine(words('source/clipboard-empty', {}, 'zh-CN'))).toBe(
      '剪贴板里没有图片。请复制图片本身（不是文件或文字）后重试。',
    );
  });

  test('stand apart after a question too, and either may be absent', () => {
    expect(inOneLine({ message: '您是说 "blog"?', hint: '请修改。' })).toBe('您是说 "blog"? 请修改。');
    expect(inOneLine({ message: 'Done.', hint: '' })).toBe('Done.');
  });
});

test('a host has hints of its own, for what is known or whatever is', () => {
  const own = {
    'config/not-found': 'Press the button.',
    'config/missing-secret': ({ name }: ErrorFacts) => (name === 'blog' ? 'Type them in.' : undefined),
  };
  const hint = (code: ErrorCode, facts: ErrorFacts = {}) =>
    explain(new ImbedError(code, facts), 'en', own).hint;
  expect(hint('config/not-found')).toBe('Press the button.');
  expect(hint('config/missing-secret', { name: 'blog' })).toBe('Type them in.');
  expect(hint('config/missing-secret')).toBe(words('config/missing-secret').hint);
  expect(hint('config/invalid')).toBe(words('config/invalid').hint);
});
