import { problemOf } from '../problems.ts';
import { inlineKeys } from './s3-store.ts';
import { keysIn, type ReadUploader, unreadProblems } from './uploader.ts';

/** Alibaba Cloud OSS. `area` is the first label of a host, though people also paste the whole. */
export const readAliyun: ReadUploader = (fields, naming) => {
  const area = withoutScheme(fields.text('area')).replace(/\.aliyuncs\.com.*$/, '');
  const host = area.split('.').at(-1) ?? '';
  const [, region = '', internal] = /^(?:oss-)?(.*?)(-internal)?$/.exec(host) ?? [];
  const accelerated = region.startsWith('accelerate');
  const keys = keysIn(fields.text('path'), naming);
  const settings = {
    provider: 'aliyun-oss',
    bucket: fields.text('bucket'),
    region: accelerated ? '' : region,
    endpoint: accelerated ? 'accelerate' : internal === undefined ? '' : 'internal',
    publicBaseUrl: fields.text('customUrl'),
    urlSuffix: fields.text('options'),
    credentials: inlineKeys(fields.text('accessKeyId'), fields.text('accessKeySecret')),
    ...keys.settings,
  };
  const noRegion = accelerated ? [problemOf('region-to-set')] : [];
  return { settings, problems: [...keys.problems, ...noRegion, ...unreadProblems(fields)] };
};

/** What COS's retired API of version 4 called its regions. */
const oldCosAreas: Readonly<Record<string, string>> = {
  tj: 'ap-beijing-1',
  bj: 'ap-beijing',
  sh: 'ap-shanghai',
  gz: 'ap-guangzhou',
  cd: 'ap-chengdu',
  hk: 'ap-hongkong',
  sgp: 'ap-singapore',
  ger: 'eu-frankfurt',
  'cn-north': 'ap-beijing-1',
  'cn-east': 'ap-shanghai',
  'cn-south': 'ap-guangzhou',
};

/** Tencent Cloud COS. Up to version 4 the APPID stood beside the bucket, since then it is the end of its name. */
export const readTencent: ReadUploader = (fields, naming) => {
  const bucket = fields.text('bucket');
  const appId = fields.text('appId');
  const area = withoutScheme(fields.text('area')).replace(/^cos\.|\.myqcloud\.com.*$/g, '');
  const keys = keysIn(fields.text('path'), naming);
  fields.text('version');
  const slim = fields.flag('slim') ?? false;
  const settings = {
    provider: 'tencent-cos',
    bucket: appId === '' || bucket === '' || /-\d+$/.test(bucket) ? bucket : `${bucket}-${appId}`,
    region: Object.hasOwn(oldCosAreas, area) ? oldCosAreas[area] : area,
    endpoint: fields.text('endpoint'),
    publicBaseUrl: fields.text('customUrl'),
    urlSuffix: withSlim(fields.text('options'), slim),
    credentials: inlineKeys(fields.text('secretId'), fields.text('secretKey')),
    ...keys.settings,
  };
  return { settings, problems: [...keys.problems, ...unreadProblems(fields)] };
};

/** The switch asks for compression by the store, which is asked for in the link: `imageSlim`. */
function withSlim(options: string, slim: boolean): string {
  if (!slim || /imageSlim/i.test(options)) return options;
  return options === '' ? '?imageSlim' : `${options}&imageSlim`;
}

/** https://developer.qiniu.com/kodo/1671 and https://developer.qiniu.com/kodo/4088 */
const kodoRegions: Readonly<Record<string, string>> = {
  z0: 'cn-east-1',
  z1: 'cn-north-1',
  z2: 'cn-south-1',
  na0: 'us-north-1',
  as0: 'ap-southeast-1',
};

/** Qiniu Kodo. The uploaders speak Qiniu's own API with the same keys as S3. */
export const readQiniu: ReadUploader = (fields, naming) => {
  const area = fields.text('area') || 'z0';
  const keys = keysIn(fields.text('path'), naming);
  const settings = {
    provider: 'qiniu-kodo',
    bucket: fields.text('bucket'),
    region: Object.hasOwn(kodoRegions, area) ? kodoRegions[area] : area,
    publicBaseUrl: fields.text('url'),
    urlSuffix: fields.text('options'),
    credentials: inlineKeys(fields.text('accessKey'), fields.text('secretKey')),
    ...keys.settings,
  };
  return { settings, problems: [...keys.problems, problemOf('kodo-name'), ...unreadProblems(fields)] };
};

function withoutScheme(text: string): string {
  return text.replace(/^[a-z]+:\/\//i, '');
}
