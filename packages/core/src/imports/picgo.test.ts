import { describe, expect, test } from 'vitest';
import { checkProfile } from '../settings/check-settings.ts';
import { imported, notesOf, profilesOf, sample } from '../testing/import-test-tools.ts';

describe('PicGo', () => {
  const found = imported('picgo', sample('picgo-gui.json'));

  test('each of several configurations becomes a profile, with every field that it has', () => {
    const byTime = '{year}{month}{day}{hour}{minute}{second}{ms}.{ext}';
    const proxy = 'http://127.0.0.1:7890';
    expect(profilesOf(found)).toEqual({
      aliyun: {
        provider: 'aliyun-oss',
        bucket: 'home-notes',
        region: 'cn-hangzhou',
        keyTemplate: `笔记/img/${byTime}`,
        proxy,
        credentials: {
          source: 'inline',
          accessKeyId: 'LTAI5tHomeExample',
          secretAccessKey: 'home-secret-not-real',
        },
      },
      'aliyun-Work': {
        provider: 'aliyun-oss',
        bucket: 'work-notes',
        region: 'cn-hongkong',
        publicBaseUrl: 'https://img.example.com',
        urlSuffix: '?x-oss-process=style/web',
        keyTemplate: `img/${byTime}`,
        proxy,
        credentials: {
          source: 'inline',
          accessKeyId: 'LTAI5tWorkExample',
          secretAccessKey: 'work-secret-not-real',
        },
      },
      tencent: {
        provider: 'tencent-cos',
        bucket: 'my-notes-1250000000',
        region: 'ap-guangzhou',
        urlSuffix: '?imageSlim',
        keyTemplate: byTime,
        proxy,
        credentials: {
          source: 'inline',
          accessKeyId: 'AKIDCosExample',
          secretAccessKey: 'cos-secret-not-real',
        },
      },
    });
  });

  test('the configuration in use is told', () => {
    expect(found.active).toBe('aliyun-Work');
  });

  test('all are usable as they are', () => {
    expect(found.profiles.flatMap(({ profile }) => checkProfile(profile))).toEqual([]);
  });

  test('what cannot be taken over is named, and what was never filled in is not', () => {
    expect(notesOf(found)).toEqual([
      'smms: is no store that speaks S3, so Imbed cannot use it',
      'github: is no store that speaks S3, so Imbed cannot use it',
      'settings.urlRewrite: has no counterpart: set publicBaseUrl and urlSuffix',
      'picgo-plugin-compress: is a plugin, whose doing Imbed does not repeat',
    ]);
  });

  test('no note holds a secret', () => {
    expect(JSON.stringify(found.notes)).not.toContain('not-real');
  });

  test('the older form, with one configuration each, and what versions 4 of COS and the Kodo uploader called things', () => {
    const legacy = imported('picgo', sample('picgo-core-legacy.json'));
    expect(profilesOf(legacy)).toMatchObject({
      tencent: {
        bucket: 'notes-1250000000',
        region: 'ap-guangzhou',
        publicBaseUrl: 'http://img.example.com/',
        keyTemplate: 'img/{name}.{ext}',
      },
      qiniu: {
        provider: 'qiniu-kodo',
        bucket: 'pictures',
        region: 'cn-south-1',
        publicBaseUrl: 'http://img.example.org',
        urlSuffix: '?imageslim',
      },
    });
    expect(legacy.active).toBe('tencent');
    expect(notesOf(legacy)).toEqual([
      expect.stringMatching(/^qiniu: the bucket may have another name for S3/),
      expect.stringMatching(/^upyun: is not imported: /),
    ]);
  });

  test('the S3 plugin, nulls and all', () => {
    const plugin = imported('picgo', sample('picgo-plugin-s3.json'));
    expect(profilesOf(plugin)).toEqual({
      s3: {
        provider: 'backblaze-b2',
        bucket: 'my-bucket',
        endpoint: 's3.us-west-004.backblazeb2.com',
        keyTemplate: '{year}/{month}/{hash:2,4}/{md5}.{ext}',
        publicBaseUrl: 'https://img.example.com/my-bucket',
        urlSuffix: '?v=1',
        tlsVerify: false,
        credentials: {
          source: 'inline',
          accessKeyId: 'AKIAExample',
          secretAccessKey: 's3-secret-not-real',
        },
      },
    });
    expect(notesOf(plugin)).toEqual(['aws-s3: the ACL public-read is left out: the store takes none']);
  });

  test('the settings of vs-picgo in those of VS Code', () => {
    const code = imported('picgo', sample('vscode-settings.jsonc'));
    expect(profilesOf(code)).toMatchObject({
      aliyun: { bucket: 'code-notes', region: 'cn-shanghai', endpoint: 'internal' },
    });
    expect([code.active, code.notes]).toEqual(['aliyun', []]);
  });

  test.each([
    ['oss-cn-beijing', { region: 'cn-beijing' }],
    ['cn-beijing', { region: 'cn-beijing' }],
    ['https://notes.oss-cn-beijing.aliyuncs.com/', { region: 'cn-beijing' }],
    ['oss-cn-beijing-internal.aliyuncs.com', { region: 'cn-beijing', endpoint: 'internal' }],
    ['oss-accelerate', { endpoint: 'accelerate' }],
  ])('the area %s of Alibaba Cloud', (area, place) => {
    const aliyun = { accessKeyId: 'a', accessKeySecret: 'b', bucket: 'notes', area };
    const [one] = imported('picgo', JSON.stringify({ picBed: { aliyun } })).profiles;
    expect(one?.profile).toMatchObject({ region: '', endpoint: '', ...place });
  });

  test.each([
    ['outputURLPattern', '{protocol}://cdn.example.com/{path}', 'https://cdn.example.com', ''],
    ['outputURLPattern', '{protocol}://{host}/{path}', '', ''],
    ['urlPrefix', 'https://cdn.example.com/x/', 'https://cdn.example.com/x', ''],
    ['urlSuffix', '?a=b', '', '?a=b'],
  ])('the %s %s of the S3 plugin', (key, value, publicBaseUrl, urlSuffix) => {
    const s3 = {
      accessKeyID: 'a',
      secretAccessKey: 'b',
      bucketName: 'notes',
      uploadPath: '{fullName}',
      [key]: value,
    };
    const found = imported('picgo', JSON.stringify({ picBed: { 'aws-s3': s3 } }));
    expect(found.profiles[0]?.profile).toMatchObject({ provider: 'aws-s3', publicBaseUrl, urlSuffix });
    expect(found.notes).toEqual([]);
  });

  test('a link pattern that is more than a base and a suffix is told', () => {
    const s3 = {
      accessKeyID: 'a',
      secretAccessKey: 'b',
      bucketName: 'notes',
      outputURLPattern: "{path:/a/,'b'}",
    };
    const found = imported('picgo', JSON.stringify({ picBed: { 'aws-s3': s3 } }));
    expect(notesOf(found)).toEqual([expect.stringContaining('outputURLPattern')]);
  });

  test('a configuration without keys, a proxy of another kind and a field of a newer version', () => {
    const aliyun = { bucket: 'notes', area: 'oss-cn-beijing', newer: 'thing' };
    const found = imported('picgo', JSON.stringify({ picBed: { aliyun, proxy: 'socks5://127.0.0.1:1080' } }));
    expect(found.profiles[0]?.profile).toMatchObject({ credentials: { source: 'env' }, proxy: '' });
    expect(notesOf(found)).toEqual([
      'aliyun: newer has no counterpart',
      'aliyun: the proxy is left out: Imbed takes http:// and https:// proxies',
    ]);
  });

  test('half a pair of keys makes no profile', () => {
    const aliyun = { bucket: 'notes', area: 'oss-cn-beijing', accessKeyId: 'LTAI5tExample' };
    const found = imported('picgo', JSON.stringify({ picBed: { aliyun } }));
    expect(found.profiles).toEqual([]);
    expect(notesOf(found)).toEqual([expect.stringMatching(/^aliyun: is not imported: .*secretAccessKey/)]);
  });
});
