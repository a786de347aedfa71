import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { providers, resolveStore } from './index.ts';
import type { StoreSettings } from './provider.ts';
import { type OpenProviderId, openProviderIds } from './provider-id.ts';
import { type RecognisedStore, recogniseStore } from './recognise-store.ts';

test.each([
  ['oss-cn-hangzhou.aliyuncs.com', { provider: 'aliyun-oss', region: 'cn-hangzhou' }],
  ['https://s3.oss-cn-hongkong.aliyuncs.com', { provider: 'aliyun-oss', region: 'cn-hongkong' }],
  [
    ' https://my-notes.oss-cn-hongkong.aliyuncs.com/img/a.png?x-oss-process=style/web ',
    { provider: 'aliyun-oss', region: 'cn-hongkong', bucket: 'my-notes' },
  ],
  [
    'my-notes.oss-cn-hangzhou-internal.aliyuncs.com',
    { provider: 'aliyun-oss', region: 'cn-hangzhou', bucket: 'my-notes' },
  ],
  [
    'my-notes.oss-accelerate.aliyuncs.com',
    { provider: 'aliyun-oss', bucket: 'my-notes', endpoint: 'accelerate' },
  ],
  [
    'https://oss.console.aliyun.com/bucket/oss-cn-beijing/my-notes/object?path=img%2F',
    { provider: 'aliyun-oss', region: 'cn-beijing', bucket: 'my-notes' },
  ],
  ['https://oss.console.aliyun.com/overview', { provider: 'aliyun-oss' }],
  ['oss://my-notes/img/a.png', { provider: 'aliyun-oss', bucket: 'my-notes' }],
  [
    'https://my-notes-1250000000.cos.ap-guangzhou.myqcloud.com/a.png',
    { provider: 'tencent-cos', region: 'ap-guangzhou', bucket: 'my-notes-1250000000' },
  ],
  [
    'https://console.cloud.tencent.com/cos/bucket?bucket=my-notes-1250000000&region=ap-shanghai',
    { provider: 'tencent-cos', region: 'ap-shanghai', bucket: 'my-notes-1250000000' },
  ],
  [
    'https://console.huaweicloud.com/console/?region=cn-north-4#/obs/manage/my-notes/object/list',
    { provider: 'huawei-obs', region: 'cn-north-4', bucket: 'my-notes' },
  ],
  [
    'https://us-west-2.console.aws.amazon.com/s3/buckets/my.notes?region=us-west-2&tab=objects',
    { provider: 'aws-s3', region: 'us-west-2', bucket: 'my.notes' },
  ],
  ['https://s3.console.aws.amazon.com/s3/buckets/my-notes', { provider: 'aws-s3', bucket: 'my-notes' }],
  [
    'https://s3.eu-west-1.amazonaws.com/my-notes/a.png',
    { provider: 'aws-s3', region: 'eu-west-1', bucket: 'my-notes' },
  ],
  ['my.notes.s3.eu-west-1.amazonaws.com', { provider: 'aws-s3', region: 'eu-west-1', bucket: 'my.notes' }],
  ['s3://my-notes', { provider: 'aws-s3', bucket: 'my-notes' }],
  [
    'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/my-notes',
    {
      provider: 'cloudflare-r2',
      bucket: 'my-notes',
      endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
    },
  ],
  [
    'https://dash.cloudflare.com/0123456789abcdef0123456789abcdef/r2/default/buckets/my-notes/settings',
    {
      provider: 'cloudflare-r2',
      bucket: 'my-notes',
      endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
    },
  ],
  [
    'https://dash.cloudflare.com/0123456789abcdef0123456789abcdef/r2/eu/buckets/my-notes',
    {
      provider: 'cloudflare-r2',
      bucket: 'my-notes',
      endpoint: 'https://0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com',
    },
  ],
  ['https://dash.cloudflare.com/0123456789abcdef0123456789abcdef/r2/overview', { provider: 'cloudflare-r2' }],
  ['https://dash.cloudflare.com/?to=/:account/r2', undefined],
  [
    'https://portal.qiniu.com/kodo/bucket/overview?bucketName=my-notes',
    { provider: 'qiniu-kodo', bucket: 'my-notes' },
  ],
])('%s', (text, store) => {
  expect(recogniseStore(text)).toEqual(store);
});

test.each([
  'https://img.example.com/a.png',
  '127.0.0.1:9000',
  'aliyun',
  'my notes',
  '',
  'file:///etc',
  '%',
  'https://',
])('%j is of nobody in particular', (text) => {
  expect(recogniseStore(text)).toBeUndefined();
});

const account = '0123456789abcdef0123456789abcdef';

type Form = readonly [provider: OpenProviderId, address: string, more?: Partial<RecognisedStore>];

/** Each form of an address in which the provider's own pages have a bucket, `my-notes` of them all. */
const forms: readonly Form[] = [
  ['aliyun-oss', 'https://my-notes.s3.oss-cn-hongkong.aliyuncs.com/a.png', { region: 'cn-hongkong' }],
  ['aliyun-oss', 'https://my-notes.oss-us-west-1.aliyuncs.com/a.png', { region: 'us-west-1' }],
  ['aliyun-oss', 'https://my-notes.cn-hangzhou.oss.aliyuncs.com/a.png', { region: 'cn-hangzhou' }],
  ['aliyun-oss', 'https://my-notes.s3.oss-accelerate.aliyuncs.com/a.png', { endpoint: 'accelerate' }],
  [
    'aliyun-oss',
    'https://my-notes.oss-accelerate-overseas.aliyuncs.com/a.png',
    { endpoint: 'https://oss-accelerate-overseas.aliyuncs.com' },
  ],
  ['huawei-obs', 'https://my-notes.obs.cn-north-4.myhuaweicloud.com/a.png', { region: 'cn-north-4' }],
  ['huawei-obs', 'https://my-notes.obs.eu-west-101.myhuaweicloud.eu/a.png', { region: 'eu-west-101' }],
  ['huawei-obs', 'https://my-notes.obs-website.cn-north-4.myhuaweicloud.com/', { region: 'cn-north-4' }],
  ['qiniu-kodo', 'https://my-notes.s3.cn-east-1.qiniucs.com/a.png', { region: 'cn-east-1' }],
  ['qiniu-kodo', 'https://s3-cn-south-1.qiniucs.com/my-notes/a.png', { region: 'cn-south-1' }],
  ['ksyun-ks3', 'https://my-notes.ks3-cn-beijing.ksyuncs.com/a.png', { region: 'cn-beijing' }],
  ['ksyun-ks3', 'https://my-notes.ks3-cn-beijing-internal.ksyuncs.com/a.png', { region: 'cn-beijing' }],
  ['ksyun-ks3', 'https://my-notes.ks3-cn-shanghai.ksyun.com/a.png', { region: 'cn-shanghai' }],
  ['baidu-bos', 'https://my-notes.s3.bj.bcebos.com/a.png', { region: 'bj' }],
  ['baidu-bos', 'https://my-notes.gz.bcebos.com/a.png', { region: 'gz' }],
  ['baidu-bos', 'https://my-notes.cdn.bcebos.com/a.png'],
  ['jdcloud-oss', 'https://my-notes.s3.cn-north-1.jdcloud-oss.com/a.png', { region: 'cn-north-1' }],
  ['jdcloud-oss', 'https://my-notes.s3-internal.cn-east-2.jdcloud-oss.com/a.png', { region: 'cn-east-2' }],
  [
    'jdcloud-oss',
    'https://my-notes.s3.cn-south-1.jcloudcs.com/a.png',
    { region: 'cn-south-1', endpoint: 'https://s3.cn-south-1.jcloudcs.com' },
  ],
  ['qingcloud-qingstor', 'https://my-notes.pek3a.qingstor.com/a.png', { region: 'pek3a' }],
  ['qingcloud-qingstor', 'https://s3.pek3b.qsstor.com/my-notes/a.png', { region: 'pek3b' }],
  ['qingcloud-qingstor', 'https://my-notes.s3.pek3b.qingstor.com/a.png', { region: 'pek3b' }],
  ['synology-c2', 'https://my-notes.us-003.s3.synologyc2.net/a.png', { region: 'us-003' }],
  [
    'cloudflare-r2',
    `https://my-notes.${account}.r2.cloudflarestorage.com/a.png`,
    { endpoint: `https://${account}.r2.cloudflarestorage.com` },
  ],
  [
    'cloudflare-r2',
    `https://${account}.eu.r2.cloudflarestorage.com/my-notes`,
    { endpoint: `https://${account}.eu.r2.cloudflarestorage.com` },
  ],
  [
    'cloudflare-r2',
    `https://my-notes.${account}.fedramp.r2.cloudflarestorage.com`,
    { endpoint: `https://${account}.fedramp.r2.cloudflarestorage.com` },
  ],
  ['aws-s3', 'https://my-notes.s3.amazonaws.com/img/a.png'],
  ['aws-s3', 'https://s3.amazonaws.com/my-notes/img/a.png'],
  ['aws-s3', 'https://my-notes.s3-external-1.amazonaws.com/img/a.png'],
  ['aws-s3', 'https://my-notes.s3-us-west-2.amazonaws.com/a.png', { region: 'us-west-2' }],
  ['aws-s3', 'https://my-notes.s3.cn-north-1.amazonaws.com.cn/a.png', { region: 'cn-north-1' }],
  ['aws-s3', 'https://my-notes.s3-accelerate.amazonaws.com/a.png', { endpoint: 'accelerate' }],
  [
    'aws-s3',
    'https://my-notes.s3.dualstack.us-west-2.amazonaws.com/a.png',
    { region: 'us-west-2', endpoint: 'https://s3.dualstack.us-west-2.amazonaws.com' },
  ],
  ['aws-s3', 'http://my-notes.s3-website-us-east-1.amazonaws.com', { region: 'us-east-1' }],
  ['aws-s3', 'http://my-notes.s3-website.eu-central-1.amazonaws.com/a.png', { region: 'eu-central-1' }],
  ['backblaze-b2', 'https://my-notes.s3.us-west-004.backblazeb2.com/a.png', { region: 'us-west-004' }],
  ['backblaze-b2', 'https://f004.backblazeb2.com/file/my-notes/a.png'],
  ['wasabi', 'https://s3.eu-central-1.wasabisys.com/my-notes/a.png', { region: 'eu-central-1' }],
  ['wasabi', 'https://my-notes.s3.wasabisys.com/a.png', { region: 'us-east-1' }],
  ['digitalocean-spaces', 'https://my-notes.nyc3.digitaloceanspaces.com/a.png', { region: 'nyc3' }],
  ['digitalocean-spaces', 'https://my-notes.nyc3.cdn.digitaloceanspaces.com/a.png', { region: 'nyc3' }],
  ['ucloud-us3', 'https://my-notes.cn-bj.ufileos.com/a.png', { region: 'cn-bj' }],
  ['ucloud-us3', 'https://my-notes.s3-cn-bj.ufileos.com/a.png', { region: 'cn-bj' }],
  ['ucloud-us3', 'http://internal.s3-hk.ufileos.com/my-notes/a.png', { region: 'hk' }],
  ['volcengine-tos', 'https://my-notes.tos-cn-beijing.volces.com/a.png', { region: 'cn-beijing' }],
  ['volcengine-tos', 'https://my-notes.tos-s3-cn-shanghai.ivolces.com/a.png', { region: 'cn-shanghai' }],
  [
    'volcengine-tos',
    'https://my-notes.tos-s3-ap-southeast-1.bytepluses.com/a.png',
    { region: 'ap-southeast-1', endpoint: 'https://tos-s3-ap-southeast-1.bytepluses.com' },
  ],
  ['gcs-s3', 'https://storage.googleapis.com/my-notes/a.png'],
  ['gcs-s3', 'https://my-notes.storage.googleapis.com/a.png'],
  ['gcs-s3', 'https://storage.cloud.google.com/my-notes/a.png'],
  ['scaleway', 'https://my-notes.s3.fr-par.scw.cloud/a.png', { region: 'fr-par' }],
  ['tigris', 'https://my-notes.t3.storage.dev/a.png'],
  ['tigris', 'https://my-notes.t3.tigrisfiles.io/a.png'],
  ['tigris', 'https://my-notes.fly.storage.tigris.dev/a.png'],
  ['bitiful', 'https://my-notes.s3.bitiful.net/a.png'],
];

test.each(forms.map(([provider, address, more = {}]) => [provider, address, more] as const))(
  'of %s: %s',
  (provider, address, more) => {
    expect(recogniseStore(address)).toEqual({ provider, bucket: 'my-notes', ...more });
  },
);

test.each([
  ['tencent-cos', 'cos.ap-beijing.tencentcos.cn', 'https://cos.ap-beijing.tencentcos.cn'],
  ['tencent-cos', 'cos.accelerate.myqcloud.com', 'accelerate'],
  ['tencent-cos', 'cos-website.ap-beijing.myqcloud.com', undefined],
] as const)('of %s: BUCKET-APPID.%s', (provider, host, endpoint) => {
  const bucket = 'my-notes-1250000000';
  expect(recogniseStore(`https://${bucket}.${host}/a.png`)).toMatchObject({
    ...{ provider, bucket },
    ...(endpoint !== undefined && { endpoint }),
  });
});

describe('only the store is told', () => {
  test.each<[string, OpenProviderId]>([
    ['https://console.wasabisys.com/file_manager/my-notes', 'wasabi'],
    ['https://ks3.console.ksyun.com/console.html#/bucket/my-notes', 'ksyun-ks3'],
    ['https://my-notes-1250000000.picgz.myqcloud.com/a.png', 'tencent-cos'],
    ['https://pub-0123456789abcdef.r2.dev/a.png', 'cloudflare-r2'],
    ['http://abc.bkt.clouddn.com/a.png', 'qiniu-kodo'],
    ['https://cloudpanel.backblazeb2.com/b2_buckets.htm', 'backblaze-b2'],
  ])('of %s', (address, provider) => {
    expect(recogniseStore(address)).toEqual({ provider });
  });

  test('and the region where what looks like the bucket can be none', () => {
    expect(recogniseStore('https://oss-cn-hangzhou.aliyuncs.com/a')).toEqual({
      provider: 'aliyun-oss',
      region: 'cn-hangzhou',
    });
    expect(recogniseStore('s3://A')).toEqual({ provider: 'aws-s3' });
  });
});

/** With examples for what it does not tell. */
function completed({ provider, ...told }: RecognisedStore): StoreSettings {
  const needed = providers[provider].fields.filter(({ required }) => required);
  const examples = Object.fromEntries(needed.map(({ key, example }) => [key, example]));
  return { provider, bucket: '', ...examples, ...told };
}

const domains = openProviderIds.flatMap((id) => providers[id].ownDomains);
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,12}[a-z0-9])?$/);
const anyHost = fc
  .tuple(
    fc.array(fc.oneof(label, fc.constantFrom('s3', 'cos', 'obs', 'cdn', 'oss')), { maxLength: 4 }),
    fc.constantFrom(...domains),
  )
  .map(([labels, domain]) => [...labels, domain].join('.'));
const aFormsHost = fc.constantFrom(...forms.map(([, address]) => new URL(address).host));
const anyPath = fc.constantFrom('', '/', '/my-notes', '/a', '/img/a.png', '/file/my-notes/a', '/%ff', '/a b');

test('what is told of any address is taken by the store, with the same bucket', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyHost, aFormsHost),
      anyPath,
      fc.constantFrom('https://', 'http://', ''),
      (host, path, scheme) => {
        const told = recogniseStore(`${scheme}${host}${path}`);
        if (told === undefined) return;
        const store = resolveStore(completed(told));
        expect(store).toMatchObject({ ok: true, value: { provider: told.provider } });
        if (told.bucket !== undefined) expect(store).toMatchObject({ value: { bucket: told.bucket } });
      },
    ),
    { numRuns: 500 },
  );
});

test('the addresses at which a store answers for a bucket tell that bucket', () => {
  for (const provider of openProviderIds) {
    const { ownDomains, fields } = providers[provider];
    if (ownDomains.length === 0) continue;
    const store = resolveStore(completed({ provider }));
    const bucket = fields.find(({ key }) => key === 'bucket')?.example;
    if (!store.ok) throw new Error(`the examples of ${provider} are refused`);
    for (const address of store.value.ownAddresses)
      expect(recogniseStore(`${address}/a.png`), address).toMatchObject({ provider, bucket });
  }
});
