import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * Hosts, addressing and custom domains: https://docsv4.qingcloud.com/user_guide/storage/object_storage/s3/intro;
 * resizing: https://docs.yun.wasu.cn/qingstor/data_process/image_process/resize.html. MD5 commands, list version
 * and variable names are believed; whether an ACL header is understood is unknown.
 */
export const qingcloudQingstor = definePreset({
  id: 'qingcloud-qingstor',
  name: { en: 'QingCloud QingStor', zh: '青云 QingStor' },
  docsUrl: 'https://docsv4.qingcloud.com/user_guide/storage/object_storage/s3/intro',
  endpoints: { public: 'https://s3.{region}.qsstor.com' },
  ownDomains: ['qsstor.com', 'qingstor.com'],
  knownHosts: [
    ['s3.{region}.qingstor.com', 'public'],
    ['{region}.qingstor.com', 'public'],
  ],
  customDomainRefusal: {
    en: 'must be a host of QingCloud QingStor: it speaks S3 on no custom domain; enter yours as public base URL',
    zh: '必须是青云 QingStor 的主机：自定义域名不支持 S3 接口；请把自定义域名填为 publicBaseUrl',
  },
  defaultRegion: 'pek3b',
  // All but pek3a are believed.
  regions: ['pek3a', 'pek3b', 'sh1a', 'gd2'],
  addressing: 'path',
  contentMd5Commands: allMd5Commands,
  list: { version: 1, urlEncode: true },
  acceptsAcl: false,
  publicUrl: 'https://{bucket}.{region}.qingstor.com',
  resize: { by: 'query', text: 'image&action=resize:w_{w}' },
  credentialVariables: [
    { accessKeyId: 'QINGSTOR_ACCESS_KEY_ID', secretAccessKey: 'QINGSTOR_SECRET_ACCESS_KEY' },
  ],
});
