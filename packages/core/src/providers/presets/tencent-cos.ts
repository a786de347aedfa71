import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * Hosts: https://www.tencentcloud.com/document/product/436/32537. Path style is refused for buckets made since
 * 2024-01-01: https://www.tencentcloud.com/document/product/436/57456. MD5 in place of checksums:
 * https://github.com/milvus-io/milvus-storage/pull/500. List version:
 * https://github.com/rclone/rclone/blob/master/backend/s3/provider/TencentCOS.yaml.
 */
export const tencentCos = definePreset({
  id: 'tencent-cos',
  name: { en: 'Tencent Cloud COS', zh: '腾讯云 COS' },
  docsUrl: 'https://www.tencentcloud.com/document/product/436/32537',
  endpoints: {
    public: 'https://cos.{region}.myqcloud.com',
    accelerate: 'https://cos.accelerate.myqcloud.com',
  },
  ownDomains: ['myqcloud.com', 'tencentcos.cn'],
  // Believed, as is that of websites.
  knownHosts: [
    ['cos.{region}.tencentcos.cn', 'own'],
    ['cos-internal.{region}.tencentcos.cn', 'own'],
    ['cos-website.{region}.myqcloud.com', 'link'],
  ],
  defaultRegion: 'ap-guangzhou',
  // Those after eu-frankfurt are believed.
  regions: [
    'ap-beijing',
    'ap-nanjing',
    'ap-shanghai',
    'ap-guangzhou',
    'ap-chengdu',
    'ap-chongqing',
    'ap-hongkong',
    'ap-singapore',
    'ap-seoul',
    'ap-bangkok',
    'ap-tokyo',
    'na-siliconvalley',
    'na-ashburn',
    'eu-frankfurt',
    'ap-jakarta',
    'sa-saopaulo',
    'ap-beijing-1',
    'ap-shenzhen-fsi',
    'ap-shanghai-fsi',
    'ap-beijing-fsi',
  ],
  addressing: 'virtual-hosted',
  pathRefusal: {
    en: 'Tencent Cloud COS answers path style with PathStyleDomainForbidden',
    zh: '腾讯云 COS 对路径方式返回 PathStyleDomainForbidden',
  },
  bucketProblem: (bucket) =>
    /-\d+$/.test(bucket)
      ? undefined
      : {
          en: 'must end with the APPID of your account, e.g. my-notes-1250000000',
          zh: '必须以账号的 APPID 结尾，例如 my-notes-1250000000',
        },
  contentMd5Commands: allMd5Commands,
  list: { version: 1, urlEncode: true },
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{host}',
  // https://www.tencentcloud.com/document/product/436/36379; Cloud Infinite must be bound to the bucket.
  resize: { by: 'query', text: 'imageMogr2/thumbnail/{w}x' },
  credentialVariables: [
    { accessKeyId: 'COS_SECRETID', secretAccessKey: 'COS_SECRETKEY' },
    { accessKeyId: 'TENCENTCLOUD_SECRET_ID', secretAccessKey: 'TENCENTCLOUD_SECRET_KEY' },
  ],
  examples: { bucket: 'my-notes-1250000000' },
});
