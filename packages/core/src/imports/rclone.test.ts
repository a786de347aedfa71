import { describe, expect, test } from 'vitest';
import { imported, notesOf, profilesOf, sample } from '../testing/import-test-tools.ts';

describe('rclone', () => {
  test('a bucket is where an alias leads, and the profile is called as the alias', () => {
    const found = imported('rclone', sample('rclone.conf'));
    const oss = {
      provider: 'aliyun-oss',
      endpoint: 'oss-cn-hangzhou.aliyuncs.com',
      acl: 'public-read',
      credentials: {
        source: 'inline',
        accessKeyId: 'LTAI5tRcloneExample',
        secretAccessKey: 'rclone-secret-not-real',
      },
    };
    expect(profilesOf(found)).toEqual({
      notes: { ...oss, bucket: 'my-notes', keyTemplate: 'img/blog/{name}.{ext}' },
      drafts: { ...oss, bucket: 'my-drafts' },
    });
    expect(notesOf(found)).toEqual([
      'oss: storage_class has no counterpart',
      'aws: is not imported: it names no bucket; say which with --bucket',
      'nas: is not imported: it names no bucket; say which with --bucket',
      'safe: is not imported: it is of the type crypt, and that is no S3 store',
      "b2: is not imported: it is of the type b2, and that is B2's own protocol; make keys for its S3 address",
    ]);
  });

  test('a bucket that is named goes with every S3 remote', () => {
    const found = imported('rclone', sample('rclone.conf'), { bucket: 'pictures' });
    expect(profilesOf(found)).toMatchObject({
      oss: { bucket: 'pictures' },
      aws: {
        provider: 'aws-s3',
        bucket: 'pictures',
        region: 'eu-west-1',
        credentials: { source: 'aws-profile', profile: 'work' },
      },
      nas: { provider: 'custom', bucket: 'pictures', addressing: 'virtual-hosted' },
    });
    expect(notesOf(found)).toContain('nas: signatures of version 2 are not made: try with version 4');
  });
});
