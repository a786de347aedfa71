import { describe, expect, test } from 'vitest';
import { imported, notesOf, profilesOf, sample } from '../testing/import-test-tools.ts';

describe('a .env file', () => {
  test('gives a profile for each pair of keys that has a bucket', () => {
    const found = imported('env', sample('sample.env'));
    expect(profilesOf(found)).toEqual({
      'aliyun-oss': {
        provider: 'aliyun-oss',
        bucket: 'env-notes',
        region: 'cn-hongkong',
        credentials: {
          source: 'inline',
          accessKeyId: 'LTAI5tEnvExample',
          secretAccessKey: 'env-secret-not-real',
        },
      },
    });
    expect(notesOf(found)).toEqual([
      'AWS_ACCESS_KEY_ID: is set, but no bucket: name one in AWS_BUCKET or with --bucket',
    ]);
  });
});
