import { checksumsOf } from '../body.ts';
import { s3Error } from '../errors.ts';
import { dialectHeader, prefixOf, type S3Request } from '../request.ts';
import { httpDate, quoted } from '../response.ts';
import type { ObjectAcl, ObjectRecord } from '../storage/storage.ts';
import type { ServiceContext } from './context.ts';

/** Headers that an object keeps and gives back. */
const keptHeaders = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const;

const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';

/** What a request to write says of the object besides its bytes. */
export type ObjectAttributes = Pick<ObjectRecord, 'acl' | 'headers' | 'metadata' | 'checksums'>;

export function attributesOf(context: ServiceContext): ObjectAttributes {
  const { request } = context;
  return {
    acl: objectAclOf(context),
    headers: keptHeadersOf(request),
    metadata: metadataOf(request),
    checksums: checksumsOf(request.headers),
  };
}

function keptHeadersOf({ headers }: S3Request): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = headers[name];
    if (value !== undefined) kept[name] = value;
  }
  return { 'content-type': DEFAULT_CONTENT_TYPE, ...kept };
}

function metadataOf(request: S3Request): Record<string, string> {
  const prefix = `${prefixOf(request.dialect)}meta-`;
  return Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

const objectAcls: readonly string[] = ['default', 'private', 'public-read', 'public-read-write'];

function objectAclOf({ request, rules }: ServiceContext): ObjectAcl {
  const acl = dialectHeader(request, request.dialect === 'oss' ? 'object-acl' : 'acl');
  if (acl === undefined) return 'default';
  if (rules.objectAcl === 'refuse') throw s3Error('AccessControlListNotSupported');
  if (!objectAcls.includes(acl)) throw s3Error('InvalidArgument', { message: `Unknown ACL '${acl}'.` });
  return acl as ObjectAcl;
}

/** What GetObject and HeadObject say of an object. */
export function describe(record: ObjectRecord, request: S3Request): Record<string, string> {
  const prefix = prefixOf(request.dialect);
  const metadata = Object.entries(record.metadata).map(([name, value]) => [`${prefix}meta-${name}`, value]);
  const asked = request.headers['x-amz-checksum-mode'] === 'ENABLED';
  const checksums = asked ? Object.entries(record.checksums) : [];
  return {
    ...record.headers,
    ...Object.fromEntries(metadata),
    ...Object.fromEntries(checksums.map(([name, value]) => [`x-amz-checksum-${name}`, value])),
    etag: quoted(record.etag),
    'last-modified': httpDate(record.lastModified),
    'accept-ranges': 'bytes',
  };
}
