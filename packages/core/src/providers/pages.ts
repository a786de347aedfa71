import type { OpenProviderId } from './provider-id.ts';

/** Addresses that say of which store they are in another way than its API's hosts do. */
interface Page {
  readonly provider: OpenProviderId;
  /** This and `place` may have the groups `bucket` and `region`. */
  readonly host: RegExp;
  /** Of path and fragment together; all of them when absent. */
  readonly place?: RegExp;
  /** Parameter that names the bucket, where the path does not. */
  readonly parameter?: string;
  /** Filled with the groups. */
  readonly endpoint?: (groups: Readonly<Record<string, string | undefined>>) => string | undefined;
}

/** Where the addresses of the consoles' pages have the bucket, and the region if not in `?region=`; seen in their use. */
const consoles: readonly Page[] = [
  {
    provider: 'aliyun-oss',
    host: /^oss(next)?\.console\.(aliyun|alibabacloud)\.com$/,
    place: /^(\/bucket\/oss-(?<region>[a-z0-9-]+)\/(?<bucket>[^/#]+))?/,
  },
  {
    provider: 'tencent-cos',
    host: /^console\.(cloud\.tencent|tencentcloud|intl\.cloud\.tencent)\.com$/,
    place: /^\/cos/,
    parameter: 'bucket',
  },
  {
    provider: 'huawei-obs',
    host: /^console(-intl)?\.huaweicloud\.com$/,
    place: /#\/obs\/manage\w*\/(?<bucket>[^/?]+)/,
  },
  {
    provider: 'aws-s3',
    host: /(^|\.)console\.(aws\.amazon\.com|amazonaws\.cn)$/,
    place: /^\/s3\/(buckets|object|upload)\/(?<bucket>[^/#]+)/,
  },
  {
    provider: 'cloudflare-r2',
    host: /^dash\.cloudflare\.com$/,
    place:
      /^\/((?<account>[0-9a-f]{32})|[^/]+)\/r2\b(\/(?<jurisdiction>[a-z]+)\/buckets\/(?<bucket>[^/#]+))?/,
    endpoint: accountEndpoint,
  },
  {
    provider: 'gcs-s3',
    host: /^console\.cloud\.google\.com$/,
    place: /^\/storage\/browser\/(?<bucket>[^/#;]+)/,
  },
  {
    provider: 'digitalocean-spaces',
    host: /^cloud\.digitalocean\.com$/,
    place: /^\/spaces\/(?<bucket>[^/#]+)/,
  },
  {
    provider: 'qiniu-kodo',
    host: /^portal\.qiniu\.com$/,
    place: /^\/kodo\/bucket\//,
    parameter: 'bucketName',
  },
];

/** Links at hosts that take no requests of the API. */
const links: readonly Page[] = [
  {
    provider: 'backblaze-b2',
    host: /^f\d{3}\.backblazeb2\.com$/,
    place: /^(\/file\/(?<bucket>[^/#]+))?/,
  },
  { provider: 'cloudflare-r2', host: /^pub-[0-9a-z]+\.r2\.dev$/ },
  { provider: 'gcs-s3', host: /^storage\.cloud\.google\.com$/, place: /^\/(?<bucket>[^/#]*)/ },
  { provider: 'qiniu-kodo', host: /\.(clouddn|qiniucdn|qiniudn)\.com$/ },
  { provider: 'tigris', host: /^(?<bucket>.+)\.t3\.tigrisfiles\.io$/ },
];

export const pages: readonly Page[] = [...consoles, ...links];

/** Each account has a host of its own; until the bucket is known, so is not in which jurisdiction. */
function accountEndpoint({ account, jurisdiction }: Readonly<Record<string, string | undefined>>) {
  if (account === undefined || jurisdiction === undefined) return undefined;
  const where = jurisdiction === 'default' ? '' : `.${jurisdiction}`;
  return `https://${account}${where}.r2.cloudflarestorage.com`;
}
