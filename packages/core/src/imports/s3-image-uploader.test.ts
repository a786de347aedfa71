import { describe, expect, test } from 'vitest';
import { imported, notesOf, profilesOf, sample } from '../testing/import-test-tools.ts';

describe('S3 Image Uploader', () => {
  test('all of its settings', () => {
    const found = imported('s3-image-uploader', sample('s3-image-uploader.json'));
    expect(profilesOf(found)).toEqual({
      's3-image-uploader': {
        provider: 'backblaze-b2',
        bucket: 'vault-pictures',
        endpoint: 'https://s3.us-west-004.backblazeb2.com',
        region: 'us-west-004',
        keyTemplate: '{year}/{month}/{note}/{hash:32}.{ext}',
        publicBaseUrl: 'https://img.example.com/file/vault-pictures/',
        urlSuffix: '?quality=80',
        credentials: {
          source: 'inline',
          accessKeyId: 'obsidian-key-example',
          secretAccessKey: 'obsidian-secret-not-real',
        },
      },
    });
    expect(notesOf(found)).toEqual([
      'data.json: uploadVideo has no counterpart in a profile',
      'data.json: enableImageCompression has no counterpart in a profile',
    ]);
  });

  test('a plain one is for Amazon', () => {
    const data = { accessKey: 'a', secretKey: 'b', region: 'eu-west-1', bucket: 'notes', folder: '' };
    expect(imported('s3-image-uploader', JSON.stringify(data)).profiles[0]?.profile).toMatchObject({
      provider: 'aws-s3',
      region: 'eu-west-1',
      keyTemplate: '{hash:32}.{ext}',
    });
  });
});
