import type { PublicStatement } from './public-read.ts';

/** The actions that a policy grants, and on what. */
export interface Grants {
  readonly bucket: string;
  /** Empty where it is no part of the names of resources. */
  readonly region: string;
  /** Empty, or with a slash at its end. */
  readonly folder: string;
  readonly onObjects: readonly string[];
  /** Only for the folder, where the store can tell. */
  readonly listing: readonly string[];
  readonly onBucket: readonly string[];
  /** In a policy of the bucket, which replaces what has opened it so far. */
  readonly publicRead: PublicStatement | undefined;
}

/** https://help.aliyun.com/en/oss/user-guide/authorization-syntax-and-elements */
export function ramDocument({ bucket, folder, onObjects, listing, onBucket }: Grants): unknown {
  const whole = [`acs:oss:*:*:${bucket}`];
  const within = folder === '' ? {} : { Condition: { StringLike: { 'oss:Prefix': [`${folder}*`] } } };
  return {
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: onObjects, Resource: [`acs:oss:*:*:${bucket}/${folder}*`] },
      ...statement(listing, (Action) => ({ Effect: 'Allow', Action, Resource: whole, ...within })),
      ...statement(onBucket, (Action) => ({ Effect: 'Allow', Action, Resource: whole })),
    ],
  };
}

/**
 * https://cloud.tencent.com/document/product/436/30580. The APPID is the end of the bucket's name. The store compares
 * the prefix of a list as it was sent, which is encoded or not, so both are allowed. That `string_like` takes a star is
 * believed, from its use.
 */
export function camDocument({ bucket, region, folder, onObjects, listing, onBucket }: Grants): unknown {
  const appId = bucket.slice(bucket.lastIndexOf('-') + 1);
  const at = (path: string) => [`qcs::cos:${region}:uid/${appId}:${bucket}/${path}*`];
  const prefixes = [`${folder}*`, `${encodeURIComponent(folder)}*`];
  const within = folder === '' ? {} : { condition: { string_like: { 'cos:prefix': prefixes } } };
  return {
    version: '2.0',
    statement: [
      { effect: 'allow', action: onObjects, resource: at(folder) },
      ...statement(listing, (action) => ({ effect: 'allow', action, resource: at(''), ...within })),
      ...statement(onBucket, (action) => ({ effect: 'allow', action, resource: at('') })),
    ],
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export function iamDocument(grants: Grants): unknown {
  return { Version: '2012-10-17', Statement: amazonStatements(grants) };
}

/**
 * The same as a policy of the bucket, which has to name who it is for:
 * https://docs.ceph.com/en/latest/radosgw/bucketpolicy/.
 */
export function s3BucketDocument(grants: Grants): unknown {
  const Principal = { AWS: ['arn:aws:iam:::user/USER'] };
  const Statement = amazonStatements(grants).map(({ Sid, Effect, ...rest }) => ({
    Sid,
    Effect,
    Principal,
    ...rest,
  }));
  const { publicRead } = grants;
  return { Version: '2012-10-17', Statement: publicRead ? [...Statement, publicRead] : Statement };
}

interface AmazonStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: unknown;
}

function amazonStatements({ bucket, region, folder, ...grants }: Grants): readonly AmazonStatement[] {
  const Resource = `arn:${partitionOf(region)}:s3:::${bucket}`;
  const Effect = 'Allow' as const;
  const prefixes = [`${folder}*`, folder];
  const within = folder === '' ? {} : { Condition: { StringLike: { 's3:prefix': prefixes } } };
  return [
    { Sid: 'Objects', Effect, Action: grants.onObjects, Resource: `${Resource}/${folder}*` },
    ...statement(grants.listing, (Action) => ({ Sid: 'ListFolder', Effect, Action, Resource, ...within })),
    ...statement(grants.onBucket, (Action) => ({ Sid: 'Bucket', Effect, Action, Resource })),
  ];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** https://support.huaweicloud.com/perms-cfg-obs/obs_40_0004.html */
export function obsBucketDocument({ bucket, folder, onObjects, listing, onBucket }: Grants): unknown {
  const Principal = { ID: ['domain/ACCOUNT-ID:user/USER-ID'] };
  const common = { Effect: 'Allow', Principal };
  const within = folder === '' ? {} : { Condition: { StringLike: { prefix: [`${folder}*`] } } };
  return {
    Statement: [
      { Sid: 'Objects', ...common, Action: onObjects, Resource: [`${bucket}/${folder}*`] },
      ...statement(listing, (Action) => ({ Sid: 'List', ...common, Action, Resource: [bucket], ...within })),
      ...statement(onBucket, (Action) => ({ Sid: 'Bucket', ...common, Action, Resource: [bucket] })),
    ],
  };
}

/** None for no actions: an empty list is refused. */
function statement<T>(actions: readonly string[], make: (actions: readonly string[]) => T): readonly T[] {
  return actions.length === 0 ? [] : [make(actions)];
}
