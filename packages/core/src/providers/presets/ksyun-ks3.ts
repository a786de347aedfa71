import { definePreset } from '../define-preset.ts';
import { allMd5Commands } from '../preset-data.ts';

/**
 * Hosts and addressing: https://docs.ksyun.com/documents/6762; names and ACL:
 * https://docs.ksyun.com/documents/42968; signing regions:
 * https://github.com/juicedata/juicefs/tree/main/pkg/object. Signature V4, MD5 commands and variable names are
 * believed.
 */
export const ksyunKs3 = definePreset({
  id: 'ksyun-ks3',
  name: { en: 'Kingsoft Cloud KS3', zh: '金山云 KS3' },
  docsUrl: 'https://docs.ksyun.com/documents/6762',
  endpoints: {
    public: 'https://ks3-{region}.ksyuncs.com',
    internal: 'https://ks3-{region}-internal.ksyuncs.com',
  },
  ownDomains: ['ksyuncs.com', 'ksyun.com'],
  knownHosts: [['ks3-{region}.ksyun.com', 'public']],
  defaultRegion: 'cn-beijing',
  regions: [
    'cn-beijing',
    'cn-shanghai',
    'cn-guangzhou',
    'cn-qingdao',
    'jr-beijing',
    'jr-shanghai',
    'cn-hk-1',
    'sgp',
    'rus',
  ],
  // Others may exist, but the code to sign for them is not known.
  regionsComplete: true,
  signingRegion: {
    'cn-beijing': 'BEIJING',
    'cn-shanghai': 'SHANGHAI',
    'cn-guangzhou': 'GUANGZHOU',
    'cn-qingdao': 'QINGDAO',
    'jr-beijing': 'JR_BEIJING',
    'jr-shanghai': 'JR_SHANGHAI',
    'cn-hk-1': 'HONGKONG',
    sgp: 'SINGAPORE',
    rus: 'RUSSIA',
  },
  addressing: 'virtual-hosted',
  pathRefusal: {
    en: 'Kingsoft Cloud KS3 asks for virtual-hosted style',
    zh: '金山云 KS3 要求使用虚拟主机方式',
  },
  bucketProblem: (bucket) => {
    if (bucket.startsWith('kss')) return { en: 'must not begin with "kss"', zh: '不能以“kss”开头' };
    return bucket.includes('.') ? { en: 'must not contain dots', zh: '不能含有点号' } : undefined;
  },
  contentMd5Commands: allMd5Commands,
  list: { version: 1, urlEncode: true },
  acceptsAcl: true,
  publicUrl: 'https://{bucket}.{host}',
  // https://endocs.ksyun.com/documents/886
  resize: { by: 'path-suffix', text: '@base@tag=imgScale&w={w}' },
  credentialVariables: [{ accessKeyId: 'KS3_ACCESS_KEY_ID', secretAccessKey: 'KS3_ACCESS_KEY_SECRET' }],
});
