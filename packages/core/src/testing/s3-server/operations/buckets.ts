import { s3Error } from '../errors.ts';
import { dialectHeader } from '../request.ts';
import { emptyResponse, type S3Response, xmlResponse } from '../response.ts';
import type { BucketAcl } from '../storage/storage.ts';
import { parseXml, textOf } from '../xml.ts';
import { type BucketContext, type ServiceContext, signedUser } from './context.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets(context: ServiceContext): S3Response {
  const user = signedUser(context);
  const own = context.storage.listBuckets().filter(({ owner }) => owner === user.name);
  return xmlResponse('ListAllMyBucketsResult', {
    Owner: { ID: user.name, DisplayName: user.name },
    Buckets: { Bucket: own.map(({ name, createdAt }) => ({ Name: name, CreationDate: createdAt })) },
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function createBucket(context: ServiceContext): Promise<S3Response> {
  const { request, storage, now } = context;
  const user = signedUser(context);
  const name = request.address.bucket;
  refuseOtherRegion(context);
  const existing = storage.findBucket(name);
  if (existing !== undefined)
    throw s3Error(existing.owner === user.name ? 'BucketAlreadyOwnedByYou' : 'BucketAlreadyExists');
  const acl = bucketAcl(dialectHeader(request, 'acl'));
  await storage.saveBucket({ name, owner: user.name, acl, cors: [], createdAt: now.toISOString() });
  return emptyResponse(200, { location: `/${name}` });
}

function refuseOtherRegion({ request, rules }: ServiceContext): void {
  if (!rules.strictRegion || request.body.byteLength === 0) return;
  const region = textOf(parseXml(request.body, 'CreateBucketConfiguration'), 'LocationConstraint');
  if (region !== undefined && region !== rules.region) throw s3Error('InvalidLocationConstraint');
}

function bucketAcl(text: string | undefined): BucketAcl {
  if (text === undefined) return 'private';
  if (text === 'private' || text === 'public-read' || text === 'public-read-write') return text;
  throw s3Error('InvalidArgument', { message: `Unknown ACL '${text}'.` });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html; canned ones only. */
export async function putBucketAcl({ request, bucket, storage }: BucketContext): Promise<S3Response> {
  await storage.saveBucket({ ...bucket, acl: bucketAcl(dialectHeader(request, 'acl')) });
  return emptyResponse(200);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export async function deleteBucket({ bucket, storage }: BucketContext): Promise<S3Response> {
  if (storage.listObjects(bucket.name).length > 0) throw s3Error('BucketNotEmpty');
  await storage.removeBucket(bucket.name);
  return emptyResponse(204);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket({ rules }: BucketContext): S3Response {
  return emptyResponse(200, { 'x-amz-bucket-region': rules.region });
}

/** Empty for us-east-1. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export function getBucketLocation({ rules }: BucketContext): S3Response {
  return xmlResponse('LocationConstraint', rules.region === 'us-east-1' ? '' : rules.region);
}
