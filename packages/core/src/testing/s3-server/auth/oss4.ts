import { createHash, createHmac } from 'node:crypto';
import { s3Error } from '../errors.ts';
import type { S3User } from '../options.ts';
import { encodePath, encodeStrictly, type WireRequest } from '../request.ts';
import type { AuthContext } from './authenticate.ts';
import { isInFuture, parseBasicIso, refuseSkew } from './clock.ts';
import { sameText } from './compare.ts';

/**
 * OSS's native V4 in the Authorization header, written from
 * https://help.aliyun.com/en/oss/developer-reference/recommend-to-use-signature-version-4 and from nothing of
 * the client side, so that the two do not share a mistake.
 */
export function verifyOss4(request: WireRequest, authorization: string, context: AuthContext): S3User {
  const claim = parseClaim(authorization);
  const user = userOf(claim, context);
  refuseScope(claim, context);
  const timestamp = request.headers['x-oss-date'];
  const signed = parseBasicIso(timestamp);
  if (timestamp === undefined || signed === undefined)
    throw s3Error('AccessDenied', { message: 'A valid x-oss-date is required.' });
  if (!timestamp.startsWith(claim.date))
    throw s3Error('InvalidArgument', { message: 'The signing date differs.' });
  refuseSkew(signed, context.now);
  refuseToken(request.headers['x-oss-security-token'], user, context.now);
  if (request.headers['x-oss-content-sha256'] !== 'UNSIGNED-PAYLOAD')
    throw s3Error('InvalidArgument', { message: 'x-oss-content-sha256 is invalid.', ec: '0002-00000214' });
  const expected = signatureOf(canonicalRequest(request, claim, context), timestamp, claim, user);
  if (!sameText(expected, claim.signature)) throw s3Error('SignatureDoesNotMatch', { ec: '0002-00000227' });
  return user;
}

/**
 * OSS's native V4 in the query, written from
 * https://help.aliyun.com/zh/oss/developer-reference/add-signatures-to-urls.
 */
export function verifyPresignedOss4(request: WireRequest, context: AuthContext): S3User {
  const { query } = request;
  const claim = claimOf({
    credential: query.get('x-oss-credential') ?? '',
    signature: query.get('x-oss-signature') ?? '',
    additionalHeaders: query.get('x-oss-additional-headers') ?? undefined,
  });
  const user = userOf(claim, context);
  refuseScope(claim, context);
  const timestamp = query.get('x-oss-date') ?? '';
  const signed = parseBasicIso(timestamp);
  const seconds = Number(query.get('x-oss-expires') ?? Number.NaN);
  if (signed === undefined || !isLifetime(seconds) || !timestamp.startsWith(claim.date))
    throw s3Error('InvalidArgument', { message: 'x-oss-date or x-oss-expires is invalid.' });
  if (isInFuture(signed, context.now))
    throw s3Error('AccessDenied', { message: 'Request is not valid yet.' });
  if (context.now.getTime() > signed.getTime() + seconds * 1000)
    throw s3Error('AccessDenied', { message: 'Request has expired.' });
  refuseToken(query.get('x-oss-security-token') ?? undefined, user, context.now);
  const unsigned = new URLSearchParams(query);
  unsigned.delete('x-oss-signature');
  const canonical = canonicalRequest({ ...request, query: unsigned }, claim, context);
  if (!sameText(signatureOf(canonical, timestamp, claim, user), claim.signature))
    throw s3Error('SignatureDoesNotMatch', { ec: '0002-00000227' });
  return user;
}

/** A signed URL lives a week at most, as the page says. */
const MAX_LIFETIME_SECONDS = 604_800;

function isLifetime(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_LIFETIME_SECONDS;
}

function userOf({ accessKeyId }: Claim, context: AuthContext): S3User {
  const user = context.findUser(accessKeyId);
  if (user === undefined) throw s3Error('InvalidAccessKeyId', { details: { OSSAccessKeyId: accessKeyId } });
  return user;
}

interface Claim {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly additionalHeaders: readonly string[];
  readonly signature: string;
}

function parseClaim(authorization: string): Claim {
  const fields = new Map(
    authorization
      .slice('OSS4-HMAC-SHA256'.length)
      .split(',')
      .map((field) => splitAtEquals(field.trim())),
  );
  return claimOf({
    credential: fields.get('Credential') ?? '',
    signature: fields.get('Signature') ?? '',
    additionalHeaders: fields.get('AdditionalHeaders'),
  });
}

interface ClaimText {
  readonly credential: string;
  readonly signature: string;
  readonly additionalHeaders: string | undefined;
}

function claimOf({ credential, signature, additionalHeaders }: ClaimText): Claim {
  const [, accessKeyId, date, region] =
    /^(.+)\/(\d{8})\/([^/]+)\/oss\/aliyun_v4_request$/.exec(credential) ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined || signature === '')
    throw s3Error('InvalidArgument', { message: 'The signature is malformed.' });
  return {
    accessKeyId,
    date,
    region,
    signature,
    additionalHeaders: parseAdditionalHeaders(additionalHeaders),
  };
}

function splitAtEquals(field: string): [name: string, value: string] {
  const at = field.indexOf('=');
  return at === -1 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
}

/** Absent, or sorted lower-case names: EC 0002-00000209 when empty, 0002-00000210 when one of them is. */
function parseAdditionalHeaders(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const refuse = (ec: string) => s3Error('InvalidArgument', { message: 'AdditionalHeaders is invalid.', ec });
  if (text === '') throw refuse('0002-00000209');
  const names = text.split(';');
  if (names.includes('')) throw refuse('0002-00000210');
  return names;
}

function refuseScope({ region }: Claim, { rules }: AuthContext): void {
  if (!rules.strictRegion || region === rules.region) return;
  throw s3Error('InvalidArgument', {
    message: `Invalid signing region in Authorization header: '${region}', expecting '${rules.region}'.`,
    details: { Region: rules.region },
  });
}

function refuseToken(token: string | undefined, user: S3User, now: Date): void {
  if (token === undefined && user.sessionToken !== undefined) throw s3Error('InvalidAccessKeyId');
  if (token !== user.sessionToken) throw s3Error('InvalidSecurityToken');
  if (user.expires !== undefined && now > user.expires)
    throw s3Error('InvalidSecurityToken', { message: 'The security token has expired.' });
}

/** The bucket stands in the canonical URI even when the request names it by its host alone. */
function canonicalRequest(request: WireRequest, claim: Claim, { address }: AuthContext): string {
  const uri = address.bucket === '' ? '/' : `/${address.bucket}/${address.key}`;
  return [
    request.method,
    encodePath(uri),
    canonicalQuery(request.query),
    canonicalHeaders(request.headers, claim.additionalHeaders),
    claim.additionalHeaders.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
}

/** Sorted by encoded name; a parameter without value is its name alone. */
function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => [encodeStrictly(name), encodeStrictly(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
}

/** Always signed when present: Content-Type, Content-MD5 and every `x-oss-*`. */
function canonicalHeaders(headers: WireRequest['headers'], additional: readonly string[]): string {
  const signed = (name: string) =>
    name === 'content-type' ||
    name === 'content-md5' ||
    name.startsWith('x-oss-') ||
    additional.includes(name);
  return Object.entries(headers)
    .filter(([name]) => signed(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value.trim()}\n`)
    .join('');
}

function signatureOf(canonical: string, timestamp: string, { date, region }: Claim, user: S3User): string {
  const scope = [date, region, 'oss', 'aliyun_v4_request'];
  const hashed = createHash('sha256').update(canonical).digest('hex');
  const stringToSign = ['OSS4-HMAC-SHA256', timestamp, scope.join('/'), hashed].join('\n');
  const start: Uint8Array = Buffer.from(`aliyun_v4${user.secretAccessKey}`);
  return Buffer.from([...scope, stringToSign].reduce(hmac, start)).toString('hex');
}

function hmac(key: Uint8Array, data: string): Uint8Array {
  return createHmac('sha256', key).update(data).digest();
}
