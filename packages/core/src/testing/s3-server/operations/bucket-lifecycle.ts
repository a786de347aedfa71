import { s3Error } from '../errors.ts';
import { emptyResponse, type S3Response } from '../response.ts';
import { childrenOf, parseXml, textOf } from '../xml.ts';
import type { BucketContext } from './context.ts';

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html: kept as it came, and
 * given back so. Nothing ever expires here.
 */
export async function putBucketLifecycle({ request, bucket, storage }: BucketContext): Promise<S3Response> {
  if (request.headers['content-md5'] === undefined)
    throw s3Error('InvalidRequest', { message: 'Missing required header for this request: Content-MD5' });
  const rules = childrenOf(parseXml(request.body, 'LifecycleConfiguration'), 'Rule');
  const ids = rules.map((rule) => textOf(rule, 'ID'));
  const complete = rules.every((rule) => /^(Enabled|Disabled)$/.test(textOf(rule, 'Status') ?? ''));
  if (rules.length === 0 || !complete) throw s3Error('MalformedXML');
  if (new Set(ids).size < ids.length)
    throw s3Error('InvalidArgument', { message: 'Rule ID must be unique.' });
  // As Amazon S3 has it: the older and the newer form, but not both.
  const filtered = rules.filter((rule) => childrenOf(rule, 'Filter').length > 0).length;
  if (filtered > 0 && filtered < rules.length)
    throw s3Error('InvalidRequest', { message: 'Base level prefix cannot be used in Lifecycle V2' });
  await storage.saveBucket({
    ...bucket,
    lifecycle: Buffer.from(request.body).toString('utf8'),
    transitionMinimum: request.headers[TRANSITION_MINIMUM] ?? 'all_storage_classes_128K',
  });
  return emptyResponse(200);
}

const TRANSITION_MINIMUM = 'x-amz-transition-default-minimum-object-size';

export function getBucketLifecycle({ bucket: { lifecycle, transitionMinimum } }: BucketContext): S3Response {
  if (lifecycle === undefined) throw s3Error('NoSuchLifecycleConfiguration');
  const minimum = transitionMinimum === undefined ? {} : { [TRANSITION_MINIMUM]: transitionMinimum };
  const headers = { 'content-type': 'application/xml', ...minimum };
  return { status: 200, headers, body: Buffer.from(lifecycle) };
}

export async function deleteBucketLifecycle({ bucket, storage }: BucketContext): Promise<S3Response> {
  const { lifecycle: _, transitionMinimum: __, ...rest } = bucket;
  await storage.saveBucket(rest);
  return emptyResponse(204);
}
