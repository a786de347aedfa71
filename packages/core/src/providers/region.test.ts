import { describe, expect, test } from 'vitest';
import { problems, resolved } from '../testing/resolve-in-tests.ts';
import type { StoreSettings } from './provider.ts';

const oss: StoreSettings = { provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' };
const minio: StoreSettings = { provider: 'minio', bucket: 'my-notes', endpoint: 'http://10.0.0.5:9000' };

describe('the region', () => {
  test('is the usual one of the store when none is set', () => {
    expect(resolved({ provider: 'aws-s3', bucket: 'my-notes' }).endpoint).toBe(
      'https://s3.us-east-1.amazonaws.com',
    );
  });

  test('loses the prefix that belongs to host names, and its capitals', () => {
    expect(resolved({ ...oss, region: 'oss-cn-hongkong' }).signingRegion).toBe('cn-hongkong');
    expect(resolved({ ...oss, region: 'CN-HongKong' }).signingRegion).toBe('cn-hongkong');
  });

  test('is accepted unknown where new ones may appear', () => {
    expect(resolved({ ...oss, region: 'cn-newtown-2' }).endpoint).toBe(
      'https://s3.oss-cn-newtown-2.aliyuncs.com',
    );
  });

  test('that does not exist is refused with the nearest one, or with all', () => {
    expect(problems({ provider: 'wasabi', bucket: 'my-notes', region: 'eu-centrel-1' })).toEqual([
      'region is not a region of Wasabi; did you mean "eu-central-1"?',
    ]);
    expect(problems({ provider: 'jdcloud-oss', bucket: 'my-notes', region: 'mars' })).toEqual([
      'region is not a region of JD Cloud OSS; it has: cn-north-1, cn-south-1, cn-east-1, cn-east-2',
    ]);
  });

  test('cannot break out of the host', () => {
    expect(problems({ ...oss, region: 'cn.evil.example/' })).toEqual([
      'region must be of letters, digits and "-"',
    ]);
  });

  test('of a self-hosted store is signed as it is written', () => {
    expect(resolved({ ...minio, region: 'Home_1' }).signingRegion).toBe('Home_1');
  });

  test.each([
    ['cn-beijing', 'BEIJING'],
    ['jr-shanghai', 'JR_SHANGHAI'],
    ['cn-hk-1', 'HONGKONG'],
    ['sgp', 'SINGAPORE'],
    ['rus', 'RUSSIA'],
  ])('%s of Kingsoft KS3 is signed as %s', (region, signed) => {
    expect(resolved({ provider: 'ksyun-ks3', bucket: 'my-notes', region })).toMatchObject({
      endpoint: `https://ks3-${region}.ksyuncs.com`,
      signingRegion: signed,
    });
  });

  test('with a host of its own gets that host', () => {
    expect(resolved({ provider: 'aws-s3', bucket: 'my-notes', region: 'cn-north-1' })).toMatchObject({
      endpoint: 'https://s3.cn-north-1.amazonaws.com.cn',
      publicBaseUrl: 'https://my-notes.s3.cn-north-1.amazonaws.com.cn',
    });
    expect(resolved({ provider: 'wasabi', bucket: 'my-notes', endpoint: 's3.wasabisys.com' })).toMatchObject({
      endpoint: 'https://s3.wasabisys.com',
      signingRegion: 'us-east-1',
    });
  });
});
