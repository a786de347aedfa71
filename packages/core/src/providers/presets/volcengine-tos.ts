import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * S3 has hosts of its own, virtual-hosted only:
 * https://docs.byteplus.com/en/docs/tos/docs-compatibility-with-amazon-s3; resizing:
 * https://docs.byteplus.com/en/docs/tos/docs-overview_2; variable names:
 * https://jindage.com/skills/byted-tos-image-process. MD5 commands, ACL and the internal host are believed.
 */
export const volcengineTos = definePreset({
  id: 'volcengine-tos',
  name: { en: 'Volcengine TOS', zh: '火山引擎 TOS' },
  docsUrl: 'https://docs.byteplus.com/en/docs/tos/docs-compatibility-with-amazon-s3',
  endpoints: {
    public: 'https://tos-s3-{region}.volces.com',
    internal: 'https://tos-s3-{region}.ivolces.com',
  },
  ownDomains: ['volces.com', 'ivolces.com', 'bytepluses.com'],
  // The native hosts do not understand S3.
  knownHosts: [
    ['tos-{region}.volces.com', 'public'],
    ['tos-{region}.ivolces.com', 'internal'],
    ['tos-s3-{region}.bytepluses.com', 'own'],
    ['tos-{region}.bytepluses.com', 'link'],
  ],
  defaultRegion: 'cn-beijing',
  // Those after cn-guangzhou are believed.
  regions: ['cn-beijing', 'cn-shanghai', 'cn-guangzhou', 'cn-hongkong', 'ap-southeast-1', 'ap-southeast-3'],
  addressing: 'virtual-hosted',
  pathRefusal: {
    en: 'Volcengine TOS answers virtual-hosted style only',
    zh: '火山引擎 TOS 只支持虚拟主机方式',
  },
  contentMd5Commands: allMd5Commands,
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.tos-{region}.volces.com',
  resize: { by: 'query', text: 'x-tos-process=image/resize,w_{w}' },
  credentialVariables: [
    { accessKeyId: 'TOS_ACCESS_KEY', secretAccessKey: 'TOS_SECRET_KEY' },
    { accessKeyId: 'VOLC_ACCESSKEY', secretAccessKey: 'VOLC_SECRETKEY' },
  ],
});
