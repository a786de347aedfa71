import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, type ErrorFacts, errorCodes, ImbedError } from '../errors.ts';
import { explain, type MessageLocale } from './explain.ts';

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
  issues: [{ field: 'profiles.blog.region', problem: 'must not be empty' }],
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
    ['zh-CN', '存储服务拒绝访问该存储空间（HTTP 403，AccessDenied，EC 0003-00000001，请求 ID 65A1）。'],
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

  test('every issue is told', () => {
    const issues = [
      { field: 'keyTemplate', problem: 'unknown variable {yaer}; did you mean {year}?' },
      { field: 'region', problem: 'must not be empty' },
    ];
    expect(words('config/invalid', { issues }).message).toBe(
      'The configuration has a mistake: keyTemplate: unknown variable {yaer}; did you mean {year}?; region: must not be empty.',
    );
  });
});

describe('what people run into, and what they are told to do', () => {
  const aliyun = { provider: 'aliyun-oss', bucket: 'my-notes' } as const;

  test.each<[symptom: string, ErrorCode, ErrorFacts, en: readonly RegExp[], zh: readonly RegExp[]]>([
    [
      'a wrong secret',
      'store/bad-signature',
      { serviceCode: 'SignatureDoesNotMatch' },
      [/secret/, /region/],
      [/AccessKey Secret/, /地域/],
    ],
    [
      'a wrong key',
      'store/unknown-access-key',
      { serviceCode: 'InvalidAccessKeyId' },
      [/access key/],
      [/AccessKey ID/],
    ],
    [
      'a wrong clock',
      'store/clock-skew',
      { serviceCode: 'RequestTimeTooSkewed', seconds: 1200 },
      [/20 minutes/, /time zone/],
      [/20 分钟/, /时区/],
    ],
    [
      'missing permissions at Alibaba',
      'store/access-denied',
      aliyun,
      [/my-notes/, /oss:PutObject/, /RAM/],
      [/my-notes/, /oss:PutObject/, /RAM 控制台/],
    ],
    [
      'missing permissions elsewhere',
      'store/access-denied',
      { bucket: 'b' },
      [/s3:PutObject/],
      [/s3:PutObject/],
    ],
    [
      'a missing bucket',
      'store/no-such-bucket',
      { ...aliyun, host: 'oss-cn-beijing.aliyuncs.com' },
      [/my-notes/, /oss-cn-beijing/, /region/],
      [/my-notes/, /oss-cn-beijing/],
    ],
    [
      'a new account at Alibaba',
      'store/public-endpoint-forbidden',
      { ...aliyun, ec: '0048-00000401' },
      [/custom domain/, /ICP/, /certificate/, /cn-hongkong/, /0048-00000401/],
      [/自定义域名/, /备案/, /证书/, /cn-hongkong/],
    ],
    [
      'path style',
      'store/path-style-forbidden',
      { serviceCode: 'SecondLevelDomainForbidden' },
      [/addressing/, /virtual-hosted/],
      [/addressing/, /virtual-hosted/],
    ],
    [
      'SDK checksums',
      'store/checksum-not-supported',
      { ec: '0017-00000804' },
      [/preset/, /custom/],
      [/预设/, /custom/],
    ],
    [
      'changed bytes',
      'store/body-mismatch',
      { serviceCode: 'XAmzContentSHA256Mismatch' },
      [/proxy|VPN/],
      [/代理/],
    ],
    [
      'an ACL',
      'store/acl-not-supported',
      { serviceCode: 'AccessControlListNotSupported' },
      [/acl/, /policy/],
      [/acl/, /策略/],
    ],
    [
      'too many requests',
      'store/slow-down',
      { serviceCode: 'SlowDown', seconds: 30 },
      [/30 seconds/, /again/],
      [/30 秒/],
    ],
    ['arrears', 'store/account-suspended', {}, [/bill/], [/欠费/]],
    ['another region', 'store/wrong-region', { detail: 'cn-shanghai' }, [/cn-shanghai/], [/cn-shanghai/]],
    [
      'no name server',
      'network/dns',
      { host: 's3.example.com', serviceCode: 'ENOTFOUND' },
      [/s3\.example\.com/, /connection/],
      [/s3\.example\.com/, /网络连接/],
    ],
    [
      'an expired certificate',
      'network/tls',
      { serviceCode: 'CERT_HAS_EXPIRED' },
      [/expired/, /clock/],
      [/过期/, /时间/],
    ],
    [
      "somebody else's certificate",
      'network/tls',
      { serviceCode: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      [/another name/, /certificate/],
      [/另一个域名/],
    ],
    [
      'a self-signed certificate',
      'network/tls',
      { serviceCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      [/NODE_EXTRA_CA_CERTS/],
      [/NODE_EXTRA_CA_CERTS/],
    ],
    [
      'https to a plain port',
      'network/tls',
      { serviceCode: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      [/http:\/\//],
      [/http:\/\//],
    ],
    [
      'a proxy with a password',
      'network/proxy',
      { status: 407 },
      [/user name and password/],
      [/用户名和密码/],
    ],
    [
      'a dead proxy',
      'network/proxy',
      { host: '127.0.0.1:7890' },
      [/127\.0\.0\.1:7890/, /https_proxy/],
      [/https_proxy/],
    ],
    [
      'no answer',
      'network/timeout',
      { host: 'a.example', seconds: 30 },
      [/30 seconds/, /timeoutSeconds/],
      [/30 秒/, /timeoutSeconds/],
    ],
    [
      'a captive portal',
      'network/intercepted',
      { host: 'a.example' },
      [/Wi-Fi login/, /browser/],
      [/Wi-Fi 登录页/, /浏览器/],
    ],
    [
      'no configuration',
      'config/not-found',
      { name: '/home/me/.config/imbed/config.json' },
      [/config\.json/],
      [/config\.json/],
    ],
    [
      'a text file',
      'source/not-an-image',
      { name: 'a.txt' },
      [/a\.txt/, /--any-file/],
      [/a\.txt/, /--any-file/],
    ],
  ])('%s', (_symptom, code, facts, english, chinese) => {
    const both = (locale: MessageLocale) => Object.values(words(code, facts, locale)).join(' ');
    for (const pattern of english) expect(both('en')).toMatch(pattern);
    for (const pattern of chinese) expect(both('zh-CN')).toMatch(pattern);
  });
});
