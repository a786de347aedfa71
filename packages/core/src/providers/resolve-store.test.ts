import { describe, expect, test } from 'vitest';
import { problems, resolved } from '../testing/resolve-in-tests.ts';
import type { ResolvedStore, StoreSettings } from './provider.ts';

const oss: StoreSettings = { provider: 'aliyun-oss', bucket: 'my-notes', region: 'cn-hongkong' };
const minio: StoreSettings = { provider: 'minio', bucket: 'my-notes', endpoint: 'http://10.0.0.5:9000' };
const aws: StoreSettings = { provider: 'aws-s3', bucket: 'my-notes', region: 'eu-west-1' };

/** The parts that settings decide. */
function spot(settings: StoreSettings): Partial<ResolvedStore> {
  const { endpoint, signingRegion, addressing, dialect, publicBaseUrl } = resolved(settings);
  return { endpoint, signingRegion, addressing, dialect, publicBaseUrl };
}

describe('the endpoint', () => {
  const standard = {
    endpoint: 'https://s3.oss-cn-hongkong.aliyuncs.com',
    signingRegion: 'cn-hongkong',
    addressing: 'virtual-hosted',
    dialect: 's3',
    publicBaseUrl: 'https://my-notes.oss-cn-hongkong.aliyuncs.com',
  };

  test.each([
    [''],
    ['  '],
    ['s3.oss-cn-hongkong.aliyuncs.com'],
    ['https://s3.oss-cn-hongkong.aliyuncs.com/'],
    ['oss-cn-hongkong.aliyuncs.com'],
    ['https://oss-cn-hongkong.aliyuncs.com'],
    ['OSS-CN-HONGKONG.aliyuncs.com'],
    ['cn-hongkong.oss.aliyuncs.com'],
    ['my-notes.oss-cn-hongkong.aliyuncs.com'],
    ['https://my-notes.s3.oss-cn-hongkong.aliyuncs.com'],
  ])('written as "%s" is the public one', (endpoint) => {
    expect(spot({ ...oss, endpoint })).toEqual(standard);
  });

  test.each([
    ['internal'],
    ['oss-cn-hongkong-internal.aliyuncs.com'],
    ['s3.oss-cn-hongkong-internal.aliyuncs.com'],
  ])('written as "%s" is the internal one, with links that work for everyone', (endpoint) => {
    expect(spot({ ...oss, endpoint })).toEqual({
      ...standard,
      endpoint: 'https://s3.oss-cn-hongkong-internal.aliyuncs.com',
    });
  });

  test.each([['accelerate'], ['oss-accelerate.aliyuncs.com']])(
    'written as "%s" is the accelerate one, signed for the region of the bucket',
    (endpoint) => {
      expect(spot({ ...oss, endpoint })).toEqual({
        ...standard,
        endpoint: 'https://s3.oss-accelerate.aliyuncs.com',
      });
    },
  );

  test('keeps scheme and port of an own host', () => {
    expect(resolved({ ...oss, endpoint: 'http://oss-cn-hongkong.aliyuncs.com:8080' }).endpoint).toBe(
      'http://s3.oss-cn-hongkong.aliyuncs.com:8080',
    );
  });

  test('tells the region when none is set', () => {
    const { region: _, ...noRegion } = oss;
    expect(spot({ ...noRegion, endpoint: 'oss-cn-hongkong.aliyuncs.com' })).toEqual(standard);
    expect(spot({ ...noRegion, endpoint: 'my-notes.oss-cn-hongkong.aliyuncs.com' })).toEqual(standard);
  });

  test('must agree with the region that is set', () => {
    expect(problems({ ...oss, endpoint: 'oss-cn-beijing.aliyuncs.com' })).toEqual([
      'endpoint is in the region "cn-beijing", but the region is set to "cn-hongkong"',
    ]);
  });

  test('must not name another bucket', () => {
    expect(problems({ ...oss, endpoint: 'other.oss-cn-hongkong.aliyuncs.com' })).toEqual([
      'endpoint is the address of the bucket "other", but the bucket is "my-notes"',
    ]);
  });

  test('of the provider that is in no pattern is used as it stands', () => {
    expect(spot({ ...aws, endpoint: 's3.dualstack.eu-west-1.amazonaws.com' })).toEqual({
      endpoint: 'https://s3.dualstack.eu-west-1.amazonaws.com',
      signingRegion: 'eu-west-1',
      addressing: 'virtual-hosted',
      dialect: 's3',
      publicBaseUrl: 'https://my-notes.s3.eu-west-1.amazonaws.com',
    });
  });

  test('of another kind is refused where the store has none', () => {
    expect(problems({ ...aws, endpoint: 'internal' })).toEqual([
      'endpoint Amazon S3 has no separate internal endpoint: leave this empty',
    ]);
  });

  test('must be given for a store without an address of its own', () => {
    expect(problems({ provider: 'minio', bucket: 'my-notes' })).toEqual([
      'endpoint must be the address of the store, e.g. https://minio.example.com:9000',
    ]);
    expect(
      problems({ provider: 'cloudflare-r2', bucket: 'my-notes', publicBaseUrl: 'img.example.com' }),
    ).toEqual([
      'endpoint must be the address of the store, e.g. https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
    ]);
  });

  test('of a provider has no path, save the bucket that consoles append', () => {
    const r2: StoreSettings = {
      provider: 'cloudflare-r2',
      bucket: 'my-notes',
      publicBaseUrl: 'img.example.com',
    };
    expect(resolved({ ...r2, endpoint: 'https://abc.r2.cloudflarestorage.com/my-notes' }).endpoint).toBe(
      'https://abc.r2.cloudflarestorage.com',
    );
    expect(problems({ ...r2, endpoint: 'https://abc.r2.cloudflarestorage.com/other' })).toEqual([
      'endpoint must be a host alone, without a path',
    ]);
  });

  test('of a self-hosted store may have a path in front of the bucket', () => {
    expect(spot({ ...minio, endpoint: 'https://nas.example.com/minio/' })).toEqual({
      endpoint: 'https://nas.example.com/minio',
      signingRegion: 'us-east-1',
      addressing: 'path',
      dialect: 's3',
      publicBaseUrl: 'https://nas.example.com/minio/my-notes',
    });
    expect(resolved({ ...minio, endpoint: 'https://nas.example.com/minio/my-notes' }).endpoint).toBe(
      'https://nas.example.com/minio',
    );
  });
});

describe('a custom domain', () => {
  test('stands for the bucket, and OSS is spoken to natively there', () => {
    expect(spot({ ...oss, endpoint: 'img.example.com' })).toEqual({
      endpoint: 'https://img.example.com',
      signingRegion: 'cn-hongkong',
      addressing: 'bucket-bound',
      dialect: 'oss',
      publicBaseUrl: 'https://img.example.com',
    });
  });

  test('of another store than OSS is spoken to in S3', () => {
    expect(spot({ ...aws, endpoint: 'https://img.example.com' })).toMatchObject({
      addressing: 'bucket-bound',
      dialect: 's3',
    });
  });

  test('can be told to speak S3', () => {
    expect(resolved({ ...oss, endpoint: 'img.example.com', dialect: 's3' })).toMatchObject({
      addressing: 'bucket-bound',
      dialect: 's3',
      noOverwriteHeader: undefined,
      noOverwriteParts: false,
      noOverwriteCopyHeader: undefined,
    });
  });

  test('is assumed of a loopback address too, until the addressing says otherwise', () => {
    const endpoint = 'http://127.0.0.1:9000';
    expect(spot({ ...oss, endpoint })).toEqual({
      endpoint,
      signingRegion: 'cn-hongkong',
      addressing: 'bucket-bound',
      dialect: 'oss',
      publicBaseUrl: endpoint,
    });
    expect(spot({ ...oss, endpoint, addressing: 'path' })).toEqual({
      endpoint,
      signingRegion: 'cn-hongkong',
      addressing: 'path',
      dialect: 's3',
      publicBaseUrl: `${endpoint}/my-notes`,
    });
    expect(spot({ ...oss, endpoint: 'http://localhost:9000', addressing: 'virtual-hosted' })).toMatchObject({
      addressing: 'virtual-hosted',
      dialect: 's3',
      publicBaseUrl: 'http://my-notes.localhost:9000',
    });
  });

  test.each(['baidu-bos', 'qingcloud-qingstor', 'cloudflare-r2'] as const)(
    'of %s is refused, with where to enter it instead',
    (provider) => {
      const [problem] = problems({ provider, bucket: 'my-notes', endpoint: 'https://img.example.com' });
      expect(problem).toMatch(/^endpoint must be .* public base URL$/);
    },
  );
});

describe('the dialect', () => {
  test('oss on own endpoints goes to the native host', () => {
    expect(resolved({ ...oss, dialect: 'oss' })).toMatchObject({
      endpoint: 'https://oss-cn-hongkong.aliyuncs.com',
      addressing: 'virtual-hosted',
      dialect: 'oss',
      noOverwriteHeader: ['x-oss-forbid-overwrite', 'true'],
      noOverwriteParts: true,
      noOverwriteCopyHeader: ['x-oss-forbid-overwrite', 'true'],
    });
    expect(resolved({ ...oss, dialect: 'oss', endpoint: 'internal' }).endpoint).toBe(
      'https://oss-cn-hongkong-internal.aliyuncs.com',
    );
  });

  test('oss is refused by every other store', () => {
    expect(problems({ ...aws, dialect: 'oss' })).toEqual([
      'dialect cannot be "oss": that is Alibaba Cloud OSS\'s own, Amazon S3 speaks S3',
    ]);
  });
});

describe('the addressing', () => {
  test.each([
    ['aliyun-oss', 'my-notes'],
    ['tencent-cos', 'my-notes-1250000000'],
    ['huawei-obs', 'my-notes'],
    ['ksyun-ks3', 'my-notes'],
    ['volcengine-tos', 'my-notes'],
  ] as const)('path is refused by %s, with the reason', (provider, bucket) => {
    const [problem] = problems({ provider, bucket, addressing: 'path' });
    expect(problem).toMatch(/^addressing cannot be "path": \w/);
  });

  test('path is refused on accelerate endpoints', () => {
    expect(problems({ ...aws, endpoint: 'accelerate', addressing: 'path' })).toEqual([
      'addressing cannot be "path" on the accelerate endpoint',
    ]);
  });

  test('can be chosen where the store takes both', () => {
    expect(resolved({ ...aws, addressing: 'path' }).addressing).toBe('path');
    expect(
      spot({ ...minio, endpoint: 'https://s3.example.com', addressing: 'virtual-hosted' }),
    ).toMatchObject({
      addressing: 'virtual-hosted',
      publicBaseUrl: 'https://my-notes.s3.example.com',
    });
  });

  test('virtual-hosted is refused on an IP address', () => {
    expect(problems({ ...minio, addressing: 'virtual-hosted' })).toEqual([
      'addressing cannot be "virtual-hosted": an IP address has no sub-domains; choose "path"',
    ]);
  });
});

test('everything that is wrong is told at once', () => {
  expect(
    problems({ provider: 'jdcloud-oss', bucket: 'x', region: 'mars', endpoint: 'ftp://a' }),
  ).toHaveLength(3);
});

test('a password in an endpoint is refused and never repeated', () => {
  expect(problems({ ...minio, endpoint: 'http://me:hunter2@nas.example.com' }).join()).not.toContain(
    'hunter2',
  );
});

describe('what no setting changes', () => {
  const MIB = 1024 * 1024;

  test.each([
    [oss, 5 * MIB, 10_000],
    [{ provider: 'scaleway', bucket: 'my-notes' }, 5 * MIB, 1000],
    [{ provider: 'ucloud-us3', bucket: 'my-notes' }, 8 * MIB, 10_000],
  ] as const)('the limits of multipart uploads: %o', (settings, minPartBytes, maxParts) => {
    expect(resolved(settings).multipart).toEqual({ minPartBytes, maxParts });
  });

  test.each([
    [oss, true],
    [{ ...minio, provider: 'custom' }, true],
    [{ provider: 'ucloud-us3', bucket: 'my-notes' }, false],
  ] as const)('an ETag is taken for an MD5 unless a source denies it: %o', (settings, isMd5) => {
    expect(resolved(settings).etagIsMd5).toBe(isMd5);
  });
});
