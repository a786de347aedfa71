import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * Hosts, regions and list version: https://github.com/rclone/rclone/blob/master/backend/s3/provider/HuaweiOBS.yaml.
 * Path style fails: https://github.com/Tencent/WeKnora/pull/3273. Checksums:
 * https://github.com/huaweicloud/terraform-provider-huaweicloud/issues/7021 and
 * https://github.com/milvus-io/milvus-storage/pull/500.
 */
export const huaweiObs = definePreset({
  id: 'huawei-obs',
  name: { en: 'Huawei Cloud OBS', zh: '华为云 OBS' },
  docsUrl: 'https://support.huaweicloud.com/usermanual-obs/obs_03_0032.html',
  endpoints: { public: 'https://obs.{region}.myhuaweicloud.com' },
  regionEndpoints: { 'eu-west-101': 'https://obs.eu-west-101.myhuaweicloud.eu' },
  ownDomains: ['myhuaweicloud.com', 'myhuaweicloud.eu'],
  // Believed.
  knownHosts: [['obs-website.{region}.myhuaweicloud.com', 'link']],
  defaultRegion: 'cn-north-4',
  // Those after ru-northwest-2 are believed, eu-west-101 apart.
  regions: [
    'af-south-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'cn-east-3',
    'cn-east-2',
    'cn-north-1',
    'cn-north-4',
    'cn-south-1',
    'ap-southeast-1',
    'sa-argentina-1',
    'sa-peru-1',
    'na-mexico-1',
    'sa-chile-1',
    'sa-brazil-1',
    'ru-northwest-2',
    'cn-north-9',
    'cn-southwest-2',
    'cn-east-4',
    'me-east-1',
    'tr-west-1',
    'la-north-2',
    'ap-southeast-4',
    'eu-west-101',
  ],
  addressing: 'virtual-hosted',
  pathRefusal: {
    en: 'Huawei Cloud OBS answers path style with NoSuchKey',
    zh: '华为云 OBS 对路径方式返回 NoSuchKey',
  },
  contentMd5Commands: allMd5Commands,
  list: { version: 1, urlEncode: false },
  // Believed.
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{host}',
  // https://support.huaweicloud.com/fg-obs/
  resize: { by: 'query', text: 'x-image-process=image/resize,w_{w}' },
  credentialVariables: [
    { accessKeyId: 'HWCLOUD_ACCESS_KEY', secretAccessKey: 'HWCLOUD_SECRET_KEY' },
    { accessKeyId: 'ACCESS_KEY_ID', secretAccessKey: 'SECRET_ACCESS_KEY_ID' },
    { accessKeyId: 'HUAWEICLOUD_SDK_AK', secretAccessKey: 'HUAWEICLOUD_SDK_SK' },
  ],
});
