import { ImbedError } from '../errors.ts';
import { configIssue } from '../parse-result.ts';
import { encodeRfc3986 } from '../percent-encoding.ts';
import type { DigestsPort } from '../ports.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import type { ObjectDescription, PutRequest } from './object-store.ts';
import { toBase64 } from './signing/encoding.ts';

type ObjectDialect = Pick<ResolvedStore, 'dialect' | 'acceptsAcl' | 'noOverwriteHeader'>;

type Headers = Readonly<Record<string, string>>;

/** Headers of a put, in the store's dialect, apart from the signature's. */
export async function putHeaders(
  store: ObjectDialect,
  request: PutRequest,
  digests: DigestsPort,
): Promise<Headers> {
  return {
    ...describingHeaders(request),
    ...aclHeaders(store, request),
    ...noOverwriteHeaders(store, request),
    // SigV4 carries the body's SHA-256; OSS's own signature leaves the body unsigned.
    ...(store.dialect === 'oss' && { 'content-md5': toBase64(await digests.md5(request.body)) }),
  };
}

/** What the store will say of the object to whoever reads it. */
export function describingHeaders(object: ObjectDescription): Headers {
  const { contentType, cacheControl, contentDisposition, contentEncoding } = object;
  return sendable({
    'content-type': contentType,
    'cache-control': cacheControl,
    'content-disposition': contentDisposition === undefined ? undefined : safeDisposition(contentDisposition),
    'content-encoding': contentEncoding,
  });
}

/** None for a store that takes no ACL, whatever the profile says. */
export function aclHeaders(
  { dialect, acceptsAcl }: ObjectDialect,
  { acl }: Pick<ObjectDescription, 'acl'>,
): Headers {
  return sendable({ [dialect === 'oss' ? 'x-oss-object-acl' : 'x-amz-acl']: acceptsAcl ? acl : undefined });
}

/** None for a store that is not known to heed one. */
export function noOverwriteHeaders(
  { noOverwriteHeader }: Pick<ObjectDialect, 'noOverwriteHeader'>,
  { noOverwrite }: Pick<ObjectDescription, 'noOverwrite'>,
): Headers {
  if (noOverwrite !== true || noOverwriteHeader === undefined) return {};
  const [name, value] = noOverwriteHeader;
  return { [name]: value };
}

/**
 * Whether the ETag of an object is no MD5 for its encryption: with keys of a key service, or of the customer
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html). With the store's own (`AES256`) it is one.
 */
export function hasManagedKey(
  encryption: string | undefined,
  customerAlgorithm: string | undefined,
): boolean {
  return /kms/i.test(encryption ?? '') || customerAlgorithm !== undefined;
}

/** {@link hasManagedKey} of an answer's headers, which stores call after themselves. */
export function isEncryptedWithManagedKey(headers: Headers): boolean {
  const ending = (end: string) =>
    Object.keys(headers).find((name) => name.startsWith('x-') && name.endsWith(end));
  const encryption = ending('-server-side-encryption');
  const algorithm = ending('-server-side-encryption-customer-algorithm');
  return hasManagedKey(headers[encryption ?? ''], headers[algorithm ?? '']);
}

/** `x-amz-version-id`, or the same in a store's own dialect. */
export function versionIn(headers: Headers): string | undefined {
  const name = Object.keys(headers).find((header) => /^x-\w+-version-id$/.test(header));
  return name === undefined ? undefined : headers[name];
}

/**
 * `null` is what was stored while a bucket kept no versions
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/AddingObjectstoVersionSuspendedBuckets.html).
 */
export function namesVersion(id: string | undefined): boolean {
  return id !== undefined && id !== '' && id !== 'null';
}

/**
 * Of an upload in parts: the first request describes the object. OSS takes an ACL with the last
 * (https://help.aliyun.com/zh/oss/developer-reference/completemultipartupload), S3 with the first.
 */
export function beginHeaders(store: ObjectDialect, object: ObjectDescription): Headers {
  return { ...describingHeaders(object), ...(store.dialect !== 'oss' && aclHeaders(store, object)) };
}

/** Of the request that makes the object appear from its parts. */
export function completeHeaders(store: ObjectDialect, object: ObjectDescription): Headers {
  return {
    ...noOverwriteHeaders(store, object),
    ...(store.dialect === 'oss' && aclHeaders(store, object)),
  };
}

/**
 * A `Content-Disposition` that survives every server: a file name beyond ASCII becomes an ASCII stand-in and
 * a `filename*` (https://www.rfc-editor.org/rfc/rfc6266#section-4.3).
 */
export function safeDisposition(value: string): string {
  if (isPrintableAscii(value) || /filename\*\s*=/i.test(value)) return value;
  return value.replace(/filename\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/i, (_, given: string) => {
    const name = given
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replace(/\\(.)/g, '$1');
    const standIn = name.replace(/[^\x20-\x7e]|["%\\]/gu, '_');
    return `filename="${standIn}"; filename*=UTF-8''${encodeRfc3986(name)}`;
  });
}

/** Refuses what HTTP cannot carry, before it fails deep inside a transport or splits the header in two. */
function sendable(headers: Readonly<Record<string, string | undefined>>): Headers {
  const sent: Record<string, string> = {};
  for (const [field, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    if (!isPrintableAscii(value))
      throw new ImbedError('config/invalid', { issues: [configIssue(field, 'header-ascii')] });
    sent[field] = value.trim();
  }
  return sent;
}

/** Space to `~`, which HTTP headers carry everywhere; true for empty text. */
export function isPrintableAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
