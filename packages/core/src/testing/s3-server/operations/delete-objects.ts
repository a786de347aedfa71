import { s3Error } from '../errors.ts';
import { emptyResponse, type S3Response, xmlResponse } from '../response.ts';
import { childrenOf, parseXml, textOf } from '../xml.ts';
import type { BucketContext, ObjectContext } from './context.ts';

/** Succeeds also when there was none. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export async function deleteObject({ bucket, key, storage }: ObjectContext): Promise<S3Response> {
  await storage.removeObject(bucket.name, key);
  return emptyResponse(204);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const MAX_KEYS = 1000;

export async function deleteObjects({ request, bucket, storage, rules }: BucketContext): Promise<S3Response> {
  if (rules.deleteObjectsMd5 === 'required' && request.headers['content-md5'] === undefined)
    throw s3Error('InvalidRequest', { message: 'Missing required header for this request: Content-MD5' });
  const order = parseXml(request.body, 'Delete');
  const keys = childrenOf(order, 'Object').map((object) => textOf(object, 'Key'));
  if (keys.length === 0 || keys.length > MAX_KEYS) throw s3Error('MalformedXML');
  const deleted: { Key: string }[] = [];
  for (const key of keys) {
    if (key === undefined || key === '') throw s3Error('MalformedXML');
    await storage.removeObject(bucket.name, key);
    deleted.push({ Key: key });
  }
  const quiet = textOf(order, 'Quiet') === 'true';
  return xmlResponse('DeleteResult', quiet ? {} : { Deleted: deleted });
}
