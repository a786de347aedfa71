import { definePreset } from '../define-preset.ts';

const forbidOverwrite = ['x-oss-forbid-overwrite', 'true'] as const;

/**
 * Hosts and dialects: https://help.aliyun.com/en/oss/developer-reference/use-aws-sdks-to-access-oss and
 * https://help.aliyun.com/en/oss/developer-reference/compatibility-with-amazon-s3. Checksums: trailers are
 * refused (https://www.alibabacloud.com/help/en/oss/user-guide/0017-00000804) and bulk deletes want their MD5
 * (https://github.com/milvus-io/milvus-storage/pull/500).
 */
export const aliyunOss = definePreset({
  id: 'aliyun-oss',
  name: { en: 'Alibaba Cloud OSS', zh: '阿里云 OSS' },
  docsUrl: 'https://help.aliyun.com/en/oss/user-guide/regions-and-endpoints',
  endpoints: {
    public: 'https://s3.oss-{region}.aliyuncs.com',
    internal: 'https://s3.oss-{region}-internal.aliyuncs.com',
    accelerate: 'https://s3.oss-accelerate.aliyuncs.com',
  },
  nativeEndpoints: {
    public: 'https://oss-{region}.aliyuncs.com',
    internal: 'https://oss-{region}-internal.aliyuncs.com',
    accelerate: 'https://oss-accelerate.aliyuncs.com',
  },
  ownDomains: ['aliyuncs.com'],
  knownHosts: [
    ['{region}.oss.aliyuncs.com', 'public'],
    ['oss-accelerate-overseas.aliyuncs.com', 'own'],
  ],
  defaultRegion: 'cn-hangzhou',
  // Those after me-east-1 are believed, from memory of the console.
  regions: [
    'cn-hangzhou',
    'cn-shanghai',
    'cn-qingdao',
    'cn-beijing',
    'cn-zhangjiakou',
    'cn-huhehaote',
    'cn-wulanchabu',
    'cn-shenzhen',
    'cn-heyuan',
    'cn-guangzhou',
    'cn-chengdu',
    'cn-hongkong',
    'us-west-1',
    'us-east-1',
    'ap-southeast-1',
    'ap-southeast-3',
    'ap-southeast-5',
    'ap-northeast-1',
    'eu-central-1',
    'eu-west-1',
    'me-east-1',
    'ap-southeast-6',
    'ap-southeast-7',
    'ap-northeast-2',
    'me-central-1',
    'na-south-1',
    'cn-wuhan-lr',
  ],
  regionPrefix: 'oss-',
  addressing: 'virtual-hosted',
  pathRefusal: {
    en: 'Alibaba Cloud OSS answers path style with SecondLevelDomainForbidden',
    zh: '阿里云 OSS 对路径方式返回 SecondLevelDomainForbidden',
  },
  dialects: ['s3', 'oss'],
  contentMd5Commands: ['DeleteObjects', 'PutBucketLifecycleConfiguration'],
  // https://help.aliyun.com/en/oss/user-guide/0017-00000279; not documented for S3-signed requests.
  noOverwrite: { oss: forbidOverwrite },
  // https://help.aliyun.com/en/oss/user-guide/0042-00000214
  noOverwriteParts: true,
  // https://help.aliyun.com/en/oss/developer-reference/copyobject
  noOverwriteCopy: { oss: forbidOverwrite },
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.oss-{region}.aliyuncs.com',
  // https://alibabacloud.com/help/doc-detail/44686.htm
  resize: { by: 'query', text: 'x-oss-process=image/resize,w_{w}' },
  credentialVariables: [
    {
      accessKeyId: 'OSS_ACCESS_KEY_ID',
      secretAccessKey: 'OSS_ACCESS_KEY_SECRET',
      sessionToken: 'OSS_SESSION_TOKEN',
    },
    {
      accessKeyId: 'ALICLOUD_ACCESS_KEY_ID',
      secretAccessKey: 'ALICLOUD_ACCESS_KEY_SECRET',
      sessionToken: 'SECURITY_TOKEN',
    },
    {
      accessKeyId: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      secretAccessKey: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      sessionToken: 'ALIBABA_CLOUD_SECURITY_TOKEN',
    },
  ],
});
