import { bucketAbilities } from '../providers/bucket-abilities.ts';
import type { OpenProviderId } from '../providers/provider-id.ts';

/**
 * What a store's policies are written in: Alibaba's RAM, Tencent's CAM, Amazon's IAM for users of an account,
 * and, for stores that attach them to the bucket, the bucket policies of S3 and of Huawei's OBS.
 */
export type PolicyLanguage = 'ram' | 'cam' | 'iam' | 's3-bucket' | 'obs-bucket';

/** Stores whose policies are known. Where two are possible, the one that is attached to the user. */
export const policyLanguages: Partial<Readonly<Record<OpenProviderId, PolicyLanguage>>> = {
  'aliyun-oss': 'ram',
  'tencent-cos': 'cam',
  'aws-s3': 'iam',
  wasabi: 'iam',
  minio: 'iam',
  rustfs: 'iam',
  'ceph-rgw': 's3-bucket',
  'huawei-obs': 'obs-bucket',
};

/** What Imbed does with a store, as far as rights tell it apart. */
export type Operation =
  | 'put'
  | 'read'
  | 'put-in-parts'
  | 'put-with-acl'
  | 'delete'
  | 'list'
  | 'list-parted'
  | 'cors'
  | 'lifecycle'
  | 'create'
  | 'publish-by-acl'
  | 'publish-by-policy';

interface Needs {
  /** What the action is allowed on. */
  readonly on: 'objects' | 'bucket';
  /** The names of the actions, in each language but those that share Amazon's. */
  readonly actions: Readonly<Record<'ram' | 'cam' | 'iam' | 'obs-bucket', readonly string[]>>;
}

/**
 * The only list of which right each operation needs. Alibaba:
 * https://help.aliyun.com/en/oss/user-guide/authorization-syntax-and-elements. Tencent:
 * https://cloud.tencent.com/document/product/436/30580. Amazon:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html. Those of OBS are believed.
 * A presigned link carries the rights of whoever signed it, and needs none of its own.
 */
export const operations: Readonly<Record<Operation, Needs>> = {
  put: {
    on: 'objects',
    actions: {
      ram: ['oss:PutObject'],
      cam: ['name/cos:PutObject'],
      iam: ['s3:PutObject'],
      'obs-bucket': ['PutObject'],
    },
  },
  read: {
    on: 'objects',
    actions: {
      ram: ['oss:GetObject'],
      cam: ['name/cos:HeadObject', 'name/cos:GetObject'],
      iam: ['s3:GetObject'],
      'obs-bucket': ['GetObject'],
    },
  },
  'put-in-parts': {
    on: 'objects',
    actions: {
      ram: ['oss:AbortMultipartUpload', 'oss:ListParts'],
      cam: [
        'name/cos:InitiateMultipartUpload',
        'name/cos:UploadPart',
        'name/cos:CompleteMultipartUpload',
        'name/cos:AbortMultipartUpload',
        'name/cos:ListParts',
      ],
      iam: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      'obs-bucket': ['AbortMultipartUpload', 'ListMultipartUploadParts'],
    },
  },
  'put-with-acl': {
    on: 'objects',
    actions: {
      ram: ['oss:PutObjectAcl'],
      cam: ['name/cos:PutObjectACL'],
      iam: ['s3:PutObjectAcl'],
      'obs-bucket': ['PutObjectAcl'],
    },
  },
  delete: {
    on: 'objects',
    actions: {
      ram: ['oss:DeleteObject'],
      cam: ['name/cos:DeleteObject', 'name/cos:DeleteMultipleObjects'],
      iam: ['s3:DeleteObject'],
      'obs-bucket': ['DeleteObject'],
    },
  },
  list: {
    on: 'bucket',
    actions: {
      ram: ['oss:ListObjects'],
      cam: ['name/cos:GetBucket'],
      iam: ['s3:ListBucket'],
      'obs-bucket': ['ListBucket'],
    },
  },
  'list-parted': {
    on: 'bucket',
    actions: {
      ram: ['oss:ListMultipartUploads'],
      cam: ['name/cos:ListMultipartUploads'],
      iam: ['s3:ListBucketMultipartUploads'],
      'obs-bucket': ['ListBucketMultipartUploads'],
    },
  },
  cors: {
    on: 'bucket',
    actions: {
      ram: ['oss:GetBucketCors', 'oss:PutBucketCors'],
      cam: ['name/cos:GetBucketCORS', 'name/cos:PutBucketCORS'],
      iam: ['s3:GetBucketCORS', 's3:PutBucketCORS'],
      'obs-bucket': ['GetBucketCORS', 'PutBucketCORS'],
    },
  },
  lifecycle: {
    on: 'bucket',
    actions: {
      ram: ['oss:GetBucketLifecycle', 'oss:PutBucketLifecycle'],
      cam: ['name/cos:GetBucketLifecycle', 'name/cos:PutBucketLifecycle'],
      iam: ['s3:GetLifecycleConfiguration', 's3:PutLifecycleConfiguration'],
      'obs-bucket': ['GetLifecycleConfiguration', 'PutLifecycleConfiguration'],
    },
  },
  create: {
    on: 'bucket',
    // A policy of the bucket cannot be there before the bucket is.
    actions: {
      ram: ['oss:PutBucket'],
      cam: ['name/cos:PutBucket'],
      iam: ['s3:CreateBucket'],
      'obs-bucket': [],
    },
  },
  'publish-by-acl': {
    on: 'bucket',
    actions: {
      ram: ['oss:PutBucketAcl'],
      cam: ['name/cos:PutBucketACL'],
      iam: ['s3:PutBucketAcl'],
      'obs-bucket': ['PutBucketAcl'],
    },
  },
  'publish-by-policy': {
    on: 'bucket',
    actions: {
      ram: ['oss:GetBucketPolicy', 'oss:PutBucketPolicy'],
      cam: ['name/cos:GetBucketPolicy', 'name/cos:PutBucketPolicy'],
      iam: [
        's3:GetBucketPolicy',
        's3:PutBucketPolicy',
        's3:GetBucketPublicAccessBlock',
        's3:PutBucketPublicAccessBlock',
      ],
      'obs-bucket': ['GetBucketPolicy', 'PutBucketPolicy'],
    },
  },
};

/**
 * Rights that uploads do without, by what a person asks for. Who may open a bucket may give themselves all of it, so
 * `create` is apart from `setup`; of its ways to publish a store has one at most.
 */
export const extraRights = {
  delete: ['delete'],
  list: ['list', 'list-parted'],
  setup: ['cors', 'lifecycle'],
  create: ['create', 'publish-by-acl', 'publish-by-policy'],
} as const satisfies Readonly<Record<string, readonly Operation[]>>;

export type ExtraRight = keyof typeof extraRights;

/** What every upload needs, one with an ACL a little more. */
export function uploadOperations(acl: string): readonly Operation[] {
  return ['put', 'read', 'put-in-parts', ...(acl === '' ? [] : (['put-with-acl'] as const))];
}

/** What those rights come to at a store: how it publishes a bucket is one way, not both. */
export function operationsOf(extra: readonly ExtraRight[], provider: OpenProviderId): readonly Operation[] {
  const { publicRead } = bucketAbilities(provider);
  const other = publicRead === 'acl' ? 'publish-by-policy' : 'publish-by-acl';
  const neither = publicRead !== 'acl' && publicRead !== 'policy';
  return extra
    .flatMap((right): readonly Operation[] => extraRights[right])
    .filter((operation) => operation !== other && !(neither && operation === 'publish-by-policy'));
}

/** Names of actions as a policy in this language has them; policies of S3 buckets have those of IAM. */
export function actionsFor(operation: Operation, language: PolicyLanguage): readonly string[] {
  return operations[operation].actions[language === 's3-bucket' ? 'iam' : language];
}
