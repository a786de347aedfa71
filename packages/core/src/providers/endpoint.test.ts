import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolved } from '../testing/resolve-in-tests.ts';
import { resolveStore } from './index.ts';
import type { StoreSettings } from './provider.ts';
import { openProviderIds } from './provider-id.ts';

type Case = readonly [provider: StoreSettings['provider'], written: string, endpoint: string, region: string];

function place(provider: StoreSettings['provider'], endpoint: string): readonly string[] {
  const bucket = provider === 'tencent-cos' ? 'my-notes-1250000000' : 'my-notes';
  const publicBaseUrl = 'https://img.example.com';
  const store = resolved({ provider, bucket, endpoint, publicBaseUrl });
  return [store.endpoint, store.signingRegion];
}

describe('an address copied from a console or a sample is understood', () => {
  test.each<Case>([
    ['tencent-cos', 'cos.ap-beijing.myqcloud.com', 'https://cos.ap-beijing.myqcloud.com', 'ap-beijing'],
    [
      'tencent-cos',
      'https://my-notes-1250000000.cos.ap-beijing.myqcloud.com',
      'https://cos.ap-beijing.myqcloud.com',
      'ap-beijing',
    ],
    ['tencent-cos', 'accelerate', 'https://cos.accelerate.myqcloud.com', 'ap-guangzhou'],
    [
      'huawei-obs',
      'my-notes.obs.cn-south-1.myhuaweicloud.com',
      'https://obs.cn-south-1.myhuaweicloud.com',
      'cn-south-1',
    ],
    [
      'huawei-obs',
      'obs.eu-west-101.myhuaweicloud.eu',
      'https://obs.eu-west-101.myhuaweicloud.eu',
      'eu-west-101',
    ],
    ['qiniu-kodo', 's3-cn-north-1.qiniucs.com', 'https://s3.cn-north-1.qiniucs.com', 'cn-north-1'],
    ['ksyun-ks3', 'ks3-cn-shanghai.ksyun.com', 'https://ks3-cn-shanghai.ksyuncs.com', 'SHANGHAI'],
    [
      'ksyun-ks3',
      'ks3-cn-shanghai-internal.ksyuncs.com',
      'https://ks3-cn-shanghai-internal.ksyuncs.com',
      'SHANGHAI',
    ],
    ['baidu-bos', 'gz.bcebos.com', 'https://s3.gz.bcebos.com', 'gz'],
    ['baidu-bos', 'my-notes.gz.bcebos.com', 'https://s3.gz.bcebos.com', 'gz'],
    ['jdcloud-oss', 'internal', 'https://s3-internal.cn-north-1.jdcloud-oss.com', 'cn-north-1'],
    ['qingcloud-qingstor', 'pek3a.qingstor.com', 'https://s3.pek3a.qsstor.com', 'pek3a'],
    [
      'cloudflare-r2',
      'https://my-notes.abc.eu.r2.cloudflarestorage.com',
      'https://abc.eu.r2.cloudflarestorage.com',
      'auto',
    ],
    ['aws-s3', 's3.amazonaws.com', 'https://s3.amazonaws.com', 'us-east-1'],
    ['aws-s3', 's3-us-west-2.amazonaws.com', 'https://s3.us-west-2.amazonaws.com', 'us-west-2'],
    ['aws-s3', 's3.cn-north-1.amazonaws.com.cn', 'https://s3.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['aws-s3', 'accelerate', 'https://s3-accelerate.amazonaws.com', 'us-east-1'],
    [
      'digitalocean-spaces',
      'https://my-notes.ams3.digitaloceanspaces.com',
      'https://ams3.digitaloceanspaces.com',
      'us-east-1',
    ],
    ['ucloud-us3', 'internal', 'http://internal.s3-cn-bj.ufileos.com', 'cn-bj'],
    ['volcengine-tos', 'tos-cn-shanghai.volces.com', 'https://tos-s3-cn-shanghai.volces.com', 'cn-shanghai'],
    [
      'volcengine-tos',
      'my-notes.tos-cn-shanghai.ivolces.com',
      'https://tos-s3-cn-shanghai.ivolces.com',
      'cn-shanghai',
    ],
    ['gcs-s3', 'https://storage.googleapis.com/my-notes', 'https://storage.googleapis.com', 'auto'],
    ['tigris', 'my-notes.t3.storage.dev', 'https://t3.storage.dev', 'auto'],
    ['bitiful', 'my-notes.s3.bitiful.net', 'https://s3.bitiful.net', 'cn-east-1'],
    ['minio', 'nas.example.com:9000', 'https://nas.example.com:9000', 'us-east-1'],
  ])('%s: %s', (provider, written, endpoint, region) => {
    expect(place(provider, written)).toEqual([endpoint, region]);
  });
});

describe('whatever is written', () => {
  const word = fc.oneof(fc.string(), fc.domain(), fc.webUrl(), fc.constantFrom('', 'internal', 'accelerate'));
  const settings: fc.Arbitrary<StoreSettings> = fc.record({
    provider: fc.constantFrom(...openProviderIds),
    bucket: fc.oneof(fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,20}[a-z0-9]$/), fc.string()),
    region: fc.oneof(fc.constantFrom('', 'us-east-1'), fc.string()),
    endpoint: word,
    addressing: fc.constantFrom('auto', 'virtual-hosted', 'path'),
    dialect: fc.constantFrom('auto', 's3', 'oss'),
    publicBaseUrl: word,
  });

  test('the answer is a store with clean addresses, or issues that name settings', () => {
    fc.assert(
      fc.property(settings, (written) => {
        const result = resolveStore(written);
        if (!result.ok) {
          for (const { field } of result.issues) expect(Object.keys(written)).toContain(field);
          return;
        }
        const { endpoint, publicBaseUrl, bucket, addressing } = result.value;
        for (const address of [endpoint, publicBaseUrl]) {
          expect(address).toMatch(/^https?:\/\/[^?#\s]*[^/]$/);
          expect(new URL(address).href.replace(/\/$/, '')).toBe(address);
        }
        if (addressing !== 'virtual-hosted') return;
        const { host } = new URL(endpoint);
        expect(new URL(endpoint.replace('://', `://${bucket}.`)).host).toBe(`${bucket}.${host}`);
      }),
      { numRuns: 2000 },
    );
  });
});
