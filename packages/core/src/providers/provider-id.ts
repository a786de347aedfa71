/** Ids are stored in people's settings: never renamed. */
export const openProviderIds = [
  'aliyun-oss',
  'tencent-cos',
  'huawei-obs',
  'qiniu-kodo',
  'ksyun-ks3',
  'baidu-bos',
  'jdcloud-oss',
  'qingcloud-qingstor',
  'synology-c2',
  'cloudflare-r2',
  'aws-s3',
  'minio',
  'backblaze-b2',
  'ceph-rgw',
  'wasabi',
  'digitalocean-spaces',
  'ucloud-us3',
  'volcengine-tos',
  'garage',
  'seaweedfs',
  'rustfs',
  'gcs-s3',
  'scaleway',
  'tigris',
  'bitiful',
  'custom',
] as const;

/** Stores that can be used. */
export type OpenProviderId = (typeof openProviderIds)[number];

export const closedProviderIds = ['meituan-mss', 'didi-s3', 'netease-nos'] as const;

/** Stores that are gone: known only to tell whoever still names one what to take instead. */
export type ClosedProviderId = (typeof closedProviderIds)[number];

export type ProviderId = OpenProviderId | ClosedProviderId;

export const providerIds: readonly ProviderId[] = [...openProviderIds, ...closedProviderIds];
