import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * Hosts and regions: https://developer.qiniu.com/kodo/4088; list without encoding-type:
 * https://developer.qiniu.com/kodo/4087; path style:
 * https://github.com/rclone/rclone/blob/master/backend/s3/provider/Qiniu.yaml; no anonymous reads:
 * https://cmd8.com/post/1978.html. MD5 commands, ACL (ignored) and variable names are believed.
 */
export const qiniuKodo = definePreset({
  id: 'qiniu-kodo',
  name: { en: 'Qiniu Kodo', zh: '七牛云 Kodo' },
  docsUrl: 'https://developer.qiniu.com/kodo/4088',
  endpoints: { public: 'https://s3.{region}.qiniucs.com' },
  ownDomains: ['qiniucs.com'],
  knownHosts: [['s3-{region}.qiniucs.com', 'public']],
  defaultRegion: 'cn-east-1',
  regions: [
    'cn-east-1',
    'cn-east-2',
    'cn-north-1',
    'cn-south-1',
    'us-north-1',
    'ap-southeast-1',
    'ap-northeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
  ],
  regionsComplete: true,
  addressing: 'path',
  contentMd5Commands: allMd5Commands,
  list: { version: 2, urlEncode: false },
  acceptsAcl: false,
  publicUrlNeeded: {
    en: 'must be set: Qiniu Kodo serves nobody at its S3 address; enter a domain bound to the bucket, e.g. https://img.example.com',
    zh: '必须填写：七牛云 Kodo 的 S3 地址不能公开访问；请填写绑定到空间的域名，例如 https://img.example.com',
  },
  // https://developer.qiniu.com/dora/1279/basic-processing-images-imageview2; on the bound domain only.
  resize: { by: 'query', text: 'imageView2/2/w/{w}' },
  credentialVariables: [{ accessKeyId: 'QINIU_ACCESS_KEY', secretAccessKey: 'QINIU_SECRET_KEY' }],
});
