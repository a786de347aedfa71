import { describe, expect, test } from 'vitest';
import { imported, notesOf, profilesOf, sample } from '../testing/import-test-tools.ts';

describe('PicList', () => {
  const found = imported('piclist', sample('piclist.json'));

  test('its own S3 uploader, with the names that its rule gives', () => {
    expect(profilesOf(found)).toEqual({
      's3-家里的-MinIO': {
        provider: 'custom',
        bucket: 'pictures',
        endpoint: 'http://192.168.1.5:9000',
        addressing: 'path',
        keyTemplate: 'note/{year}/{month}/{name}-{md5:8}.{ext}',
        publicBaseUrl: 'https://img.example.com/pictures',
        credentials: {
          source: 'inline',
          accessKeyId: 'minio-key-example',
          secretAccessKey: 'minio-secret-not-real',
        },
      },
      's3-R2': {
        provider: 'cloudflare-r2',
        bucket: 'pictures',
        endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
        keyTemplate: '{year}/{hash:40}.{ext}',
        publicBaseUrl: 'https://r2.example.com',
        credentials: {
          source: 'inline',
          accessKeyId: 'r2-key-example',
          secretAccessKey: 'r2-secret-not-real',
        },
      },
    });
    expect(found.active).toBe('s3-家里的-MinIO');
  });

  test('what is different is told', () => {
    expect(notesOf(found)).toEqual([
      expect.stringMatching(/^aws-s3-plist "家里的 MinIO": certificates are checked/),
      'aws-s3-plist "R2": {sha1} became {hash:40}, which Imbed has',
      'aws-s3-plist "R2": the ACL public-read is left out: the store takes none',
      'lskyplist: is not imported: Imbed does not know this uploader',
      'webdavplist: is not imported: Imbed does not know this uploader',
      'isConvert: is left out: pictures are stored as they are',
    ]);
  });
});
