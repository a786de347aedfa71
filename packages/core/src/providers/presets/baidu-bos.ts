import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * Hosts and addressing: https://cloud.baidu.com/doc/BOS/s/xjwvyq9l4-en; regions:
 * https://cloud.baidu.com/doc/BOS/s/akrqd2wcx; ACL and list: https://cloud.baidu.com/doc/BOS/s/Njwvyq8ho.
 * MD5 commands are believed.
 */
export const baiduBos = definePreset({
  id: 'baidu-bos',
  name: { en: 'Baidu AI Cloud BOS', zh: '百度智能云 BOS' },
  docsUrl: 'https://cloud.baidu.com/doc/BOS/s/xjwvyq9l4-en',
  endpoints: { public: 'https://s3.{region}.bcebos.com' },
  ownDomains: ['bcebos.com'],
  // That of the CDN is believed.
  knownHosts: [
    ['{region}.bcebos.com', 'public'],
    ['cdn.bcebos.com', 'link'],
  ],
  customDomainRefusal: {
    en: 'must be a host of Baidu AI Cloud BOS: it speaks S3 on no custom domain; enter yours as public base URL',
    zh: '必须是百度智能云 BOS 的主机：自定义域名不支持 S3 接口；请把自定义域名填为 publicBaseUrl',
  },
  defaultRegion: 'bj',
  // The S3 host is documented for bj, gz and su, believed for the others.
  regions: ['bj', 'gz', 'su', 'bd', 'cd', 'yq', 'hkg', 'fwh'],
  addressing: 'virtual-hosted',
  contentMd5Commands: allMd5Commands,
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{region}.bcebos.com',
  // https://intl.cloud.baidu.com/en/doc/BOS/s/7ldh5wpk6-intl-en
  resize: { by: 'query', text: 'x-bce-process=image/resize,w_{w}' },
  credentialVariables: [
    { accessKeyId: 'BDCLOUD_ACCESS_KEY', secretAccessKey: 'BDCLOUD_SECRET_KEY' },
    { accessKeyId: 'BCE_ACCESS_KEY_ID', secretAccessKey: 'BCE_SECRET_ACCESS_KEY' },
  ],
});
