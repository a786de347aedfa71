import { s3Error } from '../errors.ts';
import { type S3Response, xmlResponse } from '../response.ts';
import type { BucketContext } from './context.ts';
import { keyWriter, limitOf, listPage, pageElements } from './list-page.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2({ request: { query }, bucket, storage }: BucketContext): S3Response {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const startAfter = query.get('start-after') ?? undefined;
  const token = query.get('continuation-token') ?? undefined;
  const after = token === undefined ? (startAfter ?? '') : readToken(token);
  const limit = limitOf(query);
  const write = keyWriter(query);
  const page = listPage(storage.listObjects(bucket.name), { prefix, delimiter, after, limit });
  return xmlResponse('ListBucketResult', {
    Name: bucket.name,
    Prefix: write(prefix),
    MaxKeys: limit,
    KeyCount: page.objects.length + page.prefixes.length,
    Delimiter: delimiter === '' ? undefined : write(delimiter),
    EncodingType: query.get('encoding-type') ?? undefined,
    StartAfter: startAfter === undefined ? undefined : write(startAfter),
    ContinuationToken: token,
    NextContinuationToken: page.next === undefined ? undefined : writeToken(page.next),
    ...pageElements(page, write, query.get('fetch-owner') === 'true' ? bucket.owner : undefined),
  });
}

/** Opaque, so that no client comes to build one itself. */
function writeToken(last: string): string {
  return Buffer.from(`after:${last}`).toString('base64');
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (!text.startsWith('after:'))
    throw s3Error('InvalidArgument', { message: 'The continuation token provided is incorrect.' });
  return text.slice('after:'.length);
}
