import type { RecordedRequest } from './s3-server/faults.ts';

/** By what is asked of a bucket, or of an object, in the query. */
const ofBucket: Readonly<Record<string, string>> = {
  'GET ': 's3:ListBucket',
  'PUT ': 's3:CreateBucket',
  'GET uploads': 's3:ListBucketMultipartUploads',
  'POST delete': 's3:DeleteObject',
  'GET cors': 's3:GetBucketCORS',
  'PUT cors': 's3:PutBucketCORS',
  'GET lifecycle': 's3:GetLifecycleConfiguration',
  'PUT lifecycle': 's3:PutLifecycleConfiguration',
  'PUT acl': 's3:PutBucketAcl',
  'GET policy': 's3:GetBucketPolicy',
  'PUT policy': 's3:PutBucketPolicy',
  'GET publicAccessBlock': 's3:GetBucketPublicAccessBlock',
  'PUT publicAccessBlock': 's3:PutBucketPublicAccessBlock',
};

const ofObject: Readonly<Record<string, string>> = {
  'HEAD ': 's3:GetObject',
  'GET ': 's3:GetObject',
  'PUT ': 's3:PutObject',
  'DELETE ': 's3:DeleteObject',
  'POST uploads': 's3:PutObject',
  'PUT uploadId': 's3:PutObject',
  'POST uploadId': 's3:PutObject',
  'GET uploadId': 's3:ListMultipartUploadParts',
  'DELETE uploadId': 's3:AbortMultipartUpload',
};

/** Parameters that make another operation of a request; all others say more about the same one. */
const parameters = [
  'uploads',
  'uploadId',
  'delete',
  'cors',
  'lifecycle',
  'acl',
  'policy',
  'publicAccessBlock',
];

/**
 * The actions of Amazon's IAM that a request in path style needs, from
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html and not from the table that is
 * held against it. Throws for a request of which it does not know.
 */
export function neededActions({ method, path, query, headers }: RecordedRequest): readonly string[] {
  const [, , ...key] = path.split('/');
  const isObject = key.join('/') !== '';
  const parameter = parameters.find((name) => query.has(name)) ?? '';
  const action = (isObject ? ofObject : ofBucket)[`${method} ${parameter}`];
  if (action === undefined) throw new Error(`which right does ${method} ${path}?${parameter} need?`);
  const withAcl = isObject && headers['x-amz-acl'] !== undefined;
  const fromOther = headers['x-amz-copy-source'] !== undefined;
  return [action, ...(withAcl ? ['s3:PutObjectAcl'] : []), ...(fromOther ? ['s3:GetObject'] : [])];
}
