import { s3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import { emptyResponse, quoted, type S3Response } from '../response.ts';
import type { ObjectRecord } from '../storage/storage.ts';
import type { ObjectContext } from './context.ts';
import { describe } from './object-headers.ts';
import { parseRange } from './range.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export async function getObject(context: ObjectContext): Promise<S3Response> {
  const { request, bucket, key, storage } = context;
  const stored = await storage.readObject(bucket.name, key);
  if (stored === undefined) throw s3Error('NoSuchKey', { details: { Key: key } });
  const headers = { ...describe(stored.record, request), ...overrides(context) };
  const unchanged = judgeConditions(stored.record, request);
  if (unchanged) return emptyResponse(304, headers);
  const range = parseRange(request.headers['range'], stored.record.size);
  if (range === undefined) return { status: 200, headers, body: stored.bytes };
  const { start, end } = range;
  const contentRange = `bytes ${start}-${end}/${stored.record.size}`;
  // A checksum is that of the whole object; over a part of it clients would find it wrong.
  const partial = Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum-'));
  return {
    status: 206,
    headers: { ...Object.fromEntries(partial), 'content-range': contentRange },
    body: stored.bytes.subarray(start, end + 1),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export function headObject({ request, bucket, key, storage }: ObjectContext): S3Response {
  const record = storage.findObject(bucket.name, key);
  if (record === undefined) throw s3Error('NoSuchKey');
  const headers = { ...describe(record, request), 'content-length': String(record.size) };
  if (judgeConditions(record, request)) return emptyResponse(304, headers);
  const number = request.query.get('partNumber');
  return number === null ? emptyResponse(200, headers) : headPart(record, Number(number), headers);
}

/** An object that went in one request is its only part. */
function headPart(
  { size, partBytes }: ObjectRecord,
  number: number,
  headers: Record<string, string>,
): S3Response {
  const parts = partBytes ?? [size];
  const bytes = parts[number - 1];
  if (bytes === undefined) throw s3Error('InvalidRange');
  const start = parts.slice(0, number - 1).reduce((sum, part) => sum + part, 0);
  return emptyResponse(206, {
    ...headers,
    'content-length': String(bytes),
    'content-range': `bytes ${start}-${start + bytes - 1}/${size}`,
    ...(partBytes && { 'x-amz-mp-parts-count': String(partBytes.length) }),
  });
}

/** `response-content-type=…` and the like; only whoever signed may say how a browser takes the object. */
function overrides({ request, user }: ObjectContext): Record<string, string> {
  const asked = [...request.query].filter(([name]) => name.startsWith('response-'));
  if (asked.length > 0 && user === undefined)
    throw s3Error('InvalidRequest', { message: 'response-* takes a signed request.' });
  return Object.fromEntries(asked.map(([name, value]) => [name.slice('response-'.length), value]));
}

/** True when the client has this very object already; rejects when it demanded another. */
function judgeConditions({ etag, lastModified }: ObjectRecord, { headers }: S3Request): boolean {
  const matches = (list: string) =>
    list === '*' || list.split(/, */).some((one) => one === quoted(etag) || one === etag);
  const demanded = headers['if-match'];
  if (demanded !== undefined && !matches(demanded)) throw s3Error('PreconditionFailed');
  const known = headers['if-none-match'];
  if (known !== undefined) return matches(known);
  const since = headers['if-modified-since'];
  return since !== undefined && Math.floor(Date.parse(lastModified) / 1000) <= Date.parse(since) / 1000;
}
