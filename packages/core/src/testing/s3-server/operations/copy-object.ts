import { refuseAccess } from '../access.ts';
import { s3Error } from '../errors.ts';
import { dialectHeader } from '../request.ts';
import { quoted, type S3Response, xmlResponse } from '../response.ts';
import type { StoredObject } from '../storage/storage.ts';
import type { ObjectContext } from './context.ts';
import { attributesOf } from './object-headers.ts';
import { keepsOld, saveUnlessTaken } from './put-object.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(context: ObjectContext): Promise<S3Response> {
  const { request, bucket, key, storage, now } = context;
  const source = await readSource(context);
  const asked = attributesOf(context);
  const replaces = dialectHeader(request, 'metadata-directive') === 'REPLACE';
  const { headers, metadata } = replaces ? asked : source.record;
  const lastModified = now.toISOString();
  const record = { ...source.record, key, lastModified, acl: asked.acl, headers, metadata };
  const copy = { record, bytes: source.bytes };
  await saveUnlessTaken(context, () => storage.saveObject(bucket.name, copy, keepsOld(context)));
  return xmlResponse('CopyObjectResult', { LastModified: lastModified, ETag: quoted(record.etag) });
}

/** The object that the request names as the one to copy from. */
export async function readSource(context: ObjectContext): Promise<StoredObject> {
  const { storage, user } = context;
  const { bucketName, key } = parseSource(dialectHeader(context.request, 'copy-source') ?? '');
  const bucket = storage.findBucket(bucketName);
  if (bucket === undefined) throw s3Error('NoSuchBucket', { details: { BucketName: bucketName } });
  refuseAccess('read-object', user, bucket, { key, record: storage.findObject(bucketName, key) });
  const source = await storage.readObject(bucketName, key);
  if (source === undefined) throw s3Error('NoSuchKey', { details: { Key: key } });
  return source;
}

/** `/bucket/key` or `bucket/key`, percent-encoded. */
function parseSource(header: string): { readonly bucketName: string; readonly key: string } {
  try {
    const path = decodeURIComponent(header).replace(/^\//, '');
    const [bucketName = ''] = path.split('/', 1);
    return { bucketName, key: path.slice(bucketName.length + 1) };
  } catch {
    throw s3Error('InvalidArgument', { message: 'The copy source is not percent-encoded UTF-8.' });
  }
}
