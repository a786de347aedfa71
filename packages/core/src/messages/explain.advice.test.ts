import { describe, expect, test } from 'vitest';
import { type ErrorCode, type ErrorFacts, ImbedError } from '../errors.ts';
import { configIssue } from '../parse-result.ts';
import { explain } from './explain.ts';
import type { MessageLocale } from './locale.ts';

type Case = [symptom: string, ErrorCode, ErrorFacts, en: readonly RegExp[], zh: readonly RegExp[]];

describe('what people run into, and what they are told to do', () => {
  const aliyun = { provider: 'aliyun-oss', bucket: 'my-notes' } as const;

  test.each<Case>([
    [
      'a wrong secret',
      'store/bad-signature',
      { serviceCode: 'SignatureDoesNotMatch' },
      [/secret/, /region/],
      [/AccessKey Secret/, /地域/],
    ],
    [
      'a browser that the bucket does not let in',
      'network/unreachable',
      { host: 'my-notes.example', detail: 'https://notes.example' },
      [/CORS rule for https:\/\/notes\.example/, /exposed header ETag/],
      [/跨域规则/, /https:\/\/notes\.example/, /ETag/],
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
    ...(
      [
        ['a failing credential command', 'command', [/terminal/, /JSON/], [/终端/, /JSON/]],
        ['an unknown profile of the AWS tools', 'profile', [/aws configure/], [/aws configure/]],
        ['keys that are not in the environment', 'source', [/environment/], [/环境变量/]],
      ] as const
    ).map(
      ([symptom, field, english, chinese]): Case => [
        symptom,
        'config/missing-secret',
        { issues: [configIssue(`credentials.${field}`, 'is-empty')] },
        english,
        chinese,
      ],
    ),
    [
      'a template that one image cannot fill',
      'template/invalid',
      { name: 'a.svg', issues: [configIssue('keyTemplate', 'not-for-image', { variable: '{width}' })] },
      [/fit the image "a\.svg"/, /Other images are not affected/],
      [/不适用于图片“a\.svg”/, /其他图片不受影响/],
    ],
    [
      'a template with a mistake',
      'template/invalid',
      { issues: [configIssue('keyTemplate', 'empty')] },
      [/does not work/, /default/],
      [/无法使用/, /默认值/],
    ],
    [
      'a text file',
      'source/not-an-image',
      { name: 'a.txt' },
      [/a\.txt/, /--any-file/],
      [/a\.txt/, /--any-file/],
    ],
  ])('%s', (_symptom, code, facts, english, chinese) => {
    const both = (locale: MessageLocale) =>
      Object.values(explain(new ImbedError(code, facts), locale)).join(' ');
    for (const pattern of english) expect(both('en')).toMatch(pattern);
    for (const pattern of chinese) expect(both('zh-CN')).toMatch(pattern);
  });
});

test('a folder in the place of a file is not told of as a disk without space', () => {
  const hintOf = (serviceCode: string) =>
    explain(new ImbedError('local/write-failed', { serviceCode }), 'en').hint;
  for (const code of ['EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY'])
    expect(hintOf(code)).toContain('a folder is in the place of the file');
  expect(hintOf('ENOSPC')).toContain('space on the disk');
});
