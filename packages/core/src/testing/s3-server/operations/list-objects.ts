import { type S3Response, xmlResponse } from '../response.ts';
import type { BucketContext } from './context.ts';
import { keyWriter, limitOf, listPage, pageElements } from './list-page.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export function listObjects({ request, bucket, storage }: BucketContext): S3Response {
  const { query, dialect } = request;
  const [prefix, delimiter, after] = [
    query.get('prefix') ?? '',
    query.get('delimiter') ?? '',
    query.get('marker') ?? '',
  ];
  const limit = limitOf(query);
  const write = keyWriter(query);
  const page = listPage(storage.listObjects(bucket.name), { prefix, delimiter, after, limit });
  // S3 leaves it out without a delimiter: the client takes the last key. OSS always has it.
  const hasNext = page.next !== undefined && (delimiter !== '' || dialect === 'oss');
  return xmlResponse('ListBucketResult', {
    Name: bucket.name,
    Prefix: write(prefix),
    Marker: write(after),
    MaxKeys: limit,
    Delimiter: delimiter === '' ? undefined : write(delimiter),
    EncodingType: query.get('encoding-type') ?? undefined,
    NextMarker: hasNext && page.next !== undefined ? write(page.next) : undefined,
    ...pageElements(page, write, bucket.owner),
  });
}
