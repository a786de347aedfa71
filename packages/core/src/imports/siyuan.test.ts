import { describe, expect, test } from 'vitest';
import { checkProfile } from '../settings/check-settings.ts';
import type { Profile } from '../settings/profile.ts';
import { imported, notesOf, profilesOf, sample } from '../testing/import-test-tools.ts';

describe('SiYuan', () => {
  const expected = {
    siyuan: {
      provider: 'aliyun-oss',
      bucket: 'siyuan-sync',
      endpoint: 'https://oss-cn-shenzhen.aliyuncs.com',
      region: 'oss-cn-shenzhen',
      tlsVerify: false,
      timeoutSeconds: 60,
      credentials: {
        source: 'inline',
        accessKeyId: 'LTAI5tSiYuanExample',
        secretAccessKey: 'siyuan-secret-not-real',
      },
    },
  };

  test('its S3 panel, in conf.json or by itself', () => {
    const whole = sample('siyuan-conf.json');
    const { sync } = JSON.parse(whole) as { readonly sync: { readonly s3: unknown } };
    expect(profilesOf(imported('siyuan', whole))).toEqual(expected);
    expect(profilesOf(imported('siyuan', JSON.stringify(sync.s3)))).toEqual(expected);
  });

  test('that the bucket holds more than pictures is told', () => {
    expect(notesOf(imported('siyuan', sample('siyuan-conf.json')))).toEqual([
      expect.stringMatching(/^sync\.s3: this bucket holds SiYuan's own data/),
    ]);
  });

  test('a region that contradicts the endpoint is left out', () => {
    const s3 = JSON.parse(sample('siyuan-conf.json').replace('oss-cn-shenzhen"', 'us-east-1"')) as object;
    const found = imported('siyuan', JSON.stringify(s3));
    expect(found.profiles[0]?.profile.region).toBe('');
    expect(notesOf(found)).toContainEqual(expect.stringContaining('the region "us-east-1" is left out'));
    expect(checkProfile(found.profiles[0]?.profile as Profile)).toEqual([]);
  });

  test('so is one that the store does not have', () => {
    const endpoint = 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com';
    const s3 = { endpoint, accessKey: 'a', secretKey: 'b', bucket: 'notes', region: 'us-east-1' };
    const found = imported('siyuan', JSON.stringify(s3));
    expect(found.profiles[0]?.profile.region).toBe('');
    expect(notesOf(found)).toContainEqual(expect.stringContaining('publicBaseUrl must be set'));
  });

  test.each([
    [false, 'https://s3.example.com', 'virtual-hosted'],
    [true, 'https://s3.example.com', 'path'],
    [false, 'http://127.0.0.1:9000', 'auto'],
    [true, 'https://oss-cn-hangzhou.aliyuncs.com', 'auto'],
  ])('path style %s at %s', (pathStyle, endpoint, addressing) => {
    const s3 = { endpoint, accessKey: 'a', secretKey: 'b', bucket: 'notes', pathStyle };
    expect(imported('siyuan', JSON.stringify(s3)).profiles[0]?.profile.addressing).toBe(addressing);
  });
});
