import { createHash } from 'node:crypto';
import { checksumsOf } from '../body.ts';
import { s3Error } from '../errors.ts';
import { MAX_PART_NUMBER, type MultipartUpload, type Part } from '../multipart-uploads.ts';
import { dialectHeader } from '../request.ts';
import { emptyResponse, quoted, type S3Response, xmlResponse } from '../response.ts';
import { byBytes } from '../storage/record-index.ts';
import { childrenOf, parseXml, textOf, type XmlNode } from '../xml.ts';
import type { BucketContext, ObjectContext } from './context.ts';
import { readSource } from './copy-object.ts';
import { keyWriter } from './list-page.ts';
import { attributesOf } from './object-headers.ts';
import { keepsOld, saveUnlessTaken } from './put-object.ts';
import { parseRange } from './range.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(context: ObjectContext): S3Response {
  const { bucket, key, uploads, now } = context;
  const attributes = { ...attributesOf(context), checksums: {} };
  const { id } = uploads.start({ bucket: bucket.name, key, attributes, startedAt: now.toISOString() });
  return xmlResponse('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: id });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export function uploadPart(context: ObjectContext): S3Response {
  const { request } = context;
  const { etag } = keepPart(context, request.body);
  const checksums = Object.entries(checksumsOf(request.headers));
  return emptyResponse(200, {
    etag: quoted(etag),
    ...Object.fromEntries(checksums.map(([name, sum]) => [`x-amz-checksum-${name}`, sum])),
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export async function uploadPartCopy(context: ObjectContext): Promise<S3Response> {
  const { bytes } = await readSource(context);
  const asked = dialectHeader(context.request, 'copy-source-range');
  const range = parseRange(asked, bytes.byteLength);
  if (asked !== undefined && range === undefined) throw s3Error('InvalidArgument');
  const part = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1);
  const { etag, lastModified } = keepPart(context, part);
  return xmlResponse('CopyPartResult', { LastModified: lastModified, ETag: quoted(etag) });
}

function keepPart(context: ObjectContext, bytes: Uint8Array): Part {
  const { request, now } = context;
  const upload = uploadOf(context);
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MAX_PART_NUMBER) throw s3Error('InvalidArgument');
  const etag = createHash('md5').update(bytes).digest('hex');
  const part = { number, etag, bytes, lastModified: now.toISOString() };
  upload.parts.set(number, part);
  return part;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export async function completeMultipartUpload(context: ObjectContext): Promise<S3Response> {
  const { request, bucket, key, storage, uploads, rules, now } = context;
  const upload = uploadOf(context);
  const parts = partsInOrder(parseXml(request.body, 'CompleteMultipartUpload'), upload, rules.minPartBytes);
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  const etag = etagOfParts(parts);
  const record = {
    key,
    size: bytes.byteLength,
    etag,
    lastModified: now.toISOString(),
    partBytes: parts.map((part) => part.bytes.byteLength),
    ...upload.attributes,
  };
  const heeds = rules.conditionalParts === 'heed' && keepsOld(context);
  await saveUnlessTaken(context, () => storage.saveObject(bucket.name, { record, bytes }, heeds));
  uploads.end(upload.id);
  const Location = `http://${request.headers['host'] ?? ''}/${key}`;
  return xmlResponse('CompleteMultipartUploadResult', {
    Location,
    Bucket: bucket.name,
    Key: key,
    ETag: quoted(etag),
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export function abortMultipartUpload(context: ObjectContext): S3Response {
  context.uploads.end(uploadOf(context).id);
  return emptyResponse(204);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export function listParts(context: ObjectContext): S3Response {
  const { bucket, key, request } = context;
  const upload = uploadOf(context);
  const after = Number(request.query.get('part-number-marker') ?? 0);
  const limit = Math.min(Number(request.query.get('max-parts') ?? 1000), 1000);
  const rest = sorted(upload).filter(({ number }) => number > after);
  const page = rest.slice(0, limit);
  return xmlResponse('ListPartsResult', {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.id,
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.number ?? after,
    MaxParts: limit,
    IsTruncated: rest.length > page.length,
    Part: page.map(({ number, lastModified, etag, bytes }) => ({
      PartNumber: number,
      LastModified: lastModified,
      ETag: quoted(etag),
      Size: bytes.byteLength,
    })),
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html */
export function listMultipartUploads({ bucket, uploads, request: { query } }: BucketContext): S3Response {
  const prefix = query.get('prefix') ?? '';
  const limit = Math.min(Number(query.get('max-uploads') ?? 1000), 1000);
  const after = [query.get('key-marker') ?? '', query.get('upload-id-marker') ?? ''] as const;
  const write = keyWriter(query);
  const rest = uploads
    .of(bucket.name)
    .filter(({ key, id }) => key.startsWith(prefix) && isAfter([key, id], after))
    .sort((a, b) => byBytes(a.key, b.key) || byBytes(a.id, b.id));
  const page = rest.slice(0, limit);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  return xmlResponse('ListMultipartUploadsResult', {
    Bucket: bucket.name,
    Prefix: write(prefix),
    EncodingType: query.get('encoding-type') ?? undefined,
    KeyMarker: write(after[0]),
    UploadIdMarker: after[1],
    NextKeyMarker: last && write(last.key),
    NextUploadIdMarker: last?.id,
    MaxUploads: limit,
    IsTruncated: last !== undefined,
    Upload: page.map(({ key, id, startedAt }) => ({ Key: write(key), UploadId: id, Initiated: startedAt })),
  });
}

/** Without an id all uploads of the key are over, too. */
function isAfter(
  [key, id]: readonly [string, string],
  [keyMarker, idMarker]: readonly [string, string],
): boolean {
  const order = byBytes(key, keyMarker);
  return order > 0 || (order === 0 && idMarker !== '' && byBytes(id, idMarker) > 0);
}

function uploadOf({ bucket, key, uploads, request }: ObjectContext): MultipartUpload {
  const upload = uploads.find(request.query.get('uploadId') ?? '');
  if (upload?.bucket !== bucket.name || upload.key !== key) throw s3Error('NoSuchUpload');
  return upload;
}

function sorted({ parts }: MultipartUpload): readonly Part[] {
  return [...parts.values()].sort((a, b) => a.number - b.number);
}

function partsInOrder(order: XmlNode, upload: MultipartUpload, minBytes: number): readonly Part[] {
  const parts = childrenOf(order, 'Part').map((listed) => partListed(listed, upload));
  if (parts.length === 0) throw s3Error('MalformedXML');
  if (parts.some(({ number }, at) => at > 0 && number <= (parts[at - 1]?.number ?? 0)))
    throw s3Error('InvalidPartOrder');
  const small = parts.slice(0, -1).find(({ bytes }) => bytes.byteLength < minBytes);
  if (small !== undefined)
    throw s3Error('EntityTooSmall', {
      details: {
        PartNumber: String(small.number),
        ProposedSize: String(small.bytes.byteLength),
        MinSizeAllowed: String(minBytes),
      },
    });
  return parts;
}

function partListed(listed: XmlNode, { parts }: MultipartUpload): Part {
  const number = Number(textOf(listed, 'PartNumber'));
  const part = parts.get(number);
  const etag = textOf(listed, 'ETag')?.replaceAll('"', '').toLowerCase();
  if (part === undefined || part.etag !== etag)
    throw s3Error('InvalidPart', { details: { PartNumber: String(number) } });
  return part;
}

/** MD5 of the parts' MD5s, a dash, and how many they are: not the MD5 of the object. */
function etagOfParts(parts: readonly Part[]): string {
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  return `${createHash('md5').update(digests).digest('hex')}-${parts.length}`;
}
