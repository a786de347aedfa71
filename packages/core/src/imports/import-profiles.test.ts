import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkProfile } from '../settings/check-settings.ts';
import type { Profile } from '../settings/profile.ts';
import { writtenProfile } from '../settings/written-profile.ts';
import { type ImportProgram, importProfiles, importPrograms } from './import-profiles.ts';
import type { Imported, ImportOptions } from './imported.ts';

function sample(name: string): string {
  return readFileSync(new URL(`../../fixtures/imports/${name}`, import.meta.url), 'utf8');
}

function imported(program: ImportProgram, text: string, options?: ImportOptions): Imported {
  const result = importProfiles(program, text, options);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

/** By name, and only what is not a default anyway. */
function profilesOf({ profiles }: Imported) {
  return Object.fromEntries(profiles.map(({ name, profile }) => [name, writtenProfile(profile)]));
}

function notesOf({ notes }: Imported): readonly string[] {
  return notes.map(({ about, problem }) => `${about}: ${problem}`);
}

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

describe('files that are something else', () => {
  test.each(importPrograms.filter((program) => program !== 'env'))('%s names what is wrong', (program) => {
    for (const text of [
      '',
      '{ "picBed": { }',
      '[]',
      '{}',
      '[section]\nkey = value\n',
      'hello',
      '\u0000\u0001',
    ]) {
      const result = importProfiles(program, text);
      expect(result.ok ? [] : result.issues).toEqual([
        { field: 'file', problem: expect.stringMatching(/^(is|holds) (no|not|neither) /) },
      ]);
    }
  });

  test('a slip in a file that somebody edited is told with its line', () => {
    const result = importProfiles('picgo', '{\n  "picBed": {\n    "aliyun" {}\n  }\n}');
    expect(result.ok ? '' : result.issues[0]?.problem).toBe('is not JSON: ColonExpected in line 3');
  });

  test('encrypted files say how to get at what is in them', () => {
    const rclone = importProfiles(
      'rclone',
      '# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\nZGF0YQ==\n',
    );
    expect(rclone.ok ? '' : rclone.issues[0]?.problem).toContain('rclone config show');
    const siyuan = importProfiles('siyuan', 'ab12'.repeat(40));
    expect(siyuan.ok ? '' : siyuan.issues[0]?.problem).toContain('conf/conf.json');
  });

  test('fields of the wrong kind are as good as empty', () => {
    const aliyun = { accessKeyId: ['a'], accessKeySecret: { b: 1 }, bucket: 'notes', area: 7, path: null };
    const found = imported('picgo', JSON.stringify({ picBed: { aliyun, proxy: [] }, uploader: 'aliyun' }));
    expect(found.profiles[0]?.profile).toMatchObject({ bucket: 'notes', credentials: { source: 'env' } });
  });
});
