import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * Hosts, regions and resizing: https://docs.jdcloud.com/cn/object-storage-service/. MD5 commands, list version,
 * ACL and variable names are believed.
 */
export const jdcloudOss = definePreset({
  id: 'jdcloud-oss',
  name: { en: 'JD Cloud OSS', zh: '京东云 对象存储' },
  docsUrl: 'https://docs.jdcloud.com/cn/object-storage-service/',
  endpoints: {
    public: 'https://s3.{region}.jdcloud-oss.com',
    internal: 'https://s3-internal.{region}.jdcloud-oss.com',
  },
  ownDomains: ['jdcloud-oss.com', 'jcloudcs.com'],
  // Believed.
  knownHosts: [['s3.{region}.jcloudcs.com', 'own']],
  defaultRegion: 'cn-north-1',
  regions: ['cn-north-1', 'cn-south-1', 'cn-east-1', 'cn-east-2'],
  regionsComplete: true,
  addressing: 'virtual-hosted',
  contentMd5Commands: allMd5Commands,
  list: { version: 1, urlEncode: true },
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{host}',
  // A box, not a width; that the picture is fitted into it is believed.
  resize: { by: 'query', text: 'x-oss-process=img/s/{w}/{w}' },
  credentialVariables: [{ accessKeyId: 'JDCLOUD_ACCESS_KEY', secretAccessKey: 'JDCLOUD_SECRET_KEY' }],
});
