import { describe, expect, test } from 'vitest';
import { problems, resolved } from '../testing/resolve-in-tests.ts';
import type { StoreSettings } from './provider.ts';

const oss: StoreSettings = { provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' };
const minio: StoreSettings = { provider: 'minio', bucket: 'my-notes', endpoint: 'http://10.0.0.5:9000' };
const aws: StoreSettings = { provider: 'aws-s3', bucket: 'my-notes', region: 'eu-west-1' };

describe('the bucket', () => {
  test.each([
    ['', 'must not be empty'],
    ['ab', 'must have 3 to 63 characters'],
    ['a'.repeat(64), 'must have 3 to 63 characters'],
    ['my-notes/img', 'must be the name of the bucket alone: folders belong into the key template'],
    ['my notes', 'must be of letters, digits, "-" and "." only'],
    ['图床的桶', 'must be of letters, digits, "-" and "." only'],
    ['-notes', 'must begin and end with a letter or digit'],
    ['my..notes', 'must not have two dots in a row'],
  ])('%s is refused by every store', (bucket, problem) => {
    expect(problems({ ...oss, bucket })).toEqual([`bucket ${problem}`]);
    expect(problems({ ...minio, bucket })).toEqual([`bucket ${problem}`]);
  });

  test('is taken without spaces around it', () => {
    expect(resolved({ ...oss, bucket: ' my-notes\n' }).bucket).toBe('my-notes');
  });

  test('with dots is refused where it must be a part of the host', () => {
    const problem = 'bucket must not contain dots here: the TLS certificate does not cover them';
    expect(problems({ ...oss, bucket: 'my.notes' })).toEqual([problem]);
    expect(problems({ ...aws, bucket: 'my.notes', addressing: 'virtual-hosted' })).toEqual([problem]);
    expect(problems({ ...aws, bucket: 'my.notes', endpoint: 'accelerate' })).toEqual([problem]);
  });

  test('with dots is addressed by path where that is allowed, links included', () => {
    expect(resolved({ ...aws, bucket: 'my.notes' })).toMatchObject({
      addressing: 'path',
      publicBaseUrl: 'https://s3.eu-west-1.amazonaws.com/my.notes',
    });
  });

  test('with capitals or underscores goes into a path, never into a host', () => {
    expect(resolved({ ...minio, bucket: 'My_Notes' }).bucket).toBe('My_Notes');
    expect(problems({ ...oss, bucket: 'My_Notes' })).toEqual([
      'bucket must be of a-z, 0-9 and "-" only: it becomes part of a host name',
    ]);
  });

  test('of Tencent COS needs its APPID', () => {
    expect(problems({ provider: 'tencent-cos', bucket: 'my-notes' })).toEqual([
      'bucket must end with the APPID of your account, e.g. my-notes-1250000000',
    ]);
  });

  test('of Kingsoft KS3 has no dots and does not begin with kss', () => {
    expect(problems({ provider: 'ksyun-ks3', bucket: 'kss-notes' })).toEqual([
      'bucket must not begin with "kss"',
    ]);
    expect(problems({ provider: 'ksyun-ks3', bucket: 'my.notes' })).toEqual(['bucket must not contain dots']);
  });
});
