import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { s3Error } from '../errors.ts';
import type { S3User } from '../options.ts';
import { encodePath, type WireRequest } from '../request.ts';
import type { AuthContext } from './authenticate.ts';
import { isInFuture, parseBasicIso, refuseSkew } from './clock.ts';
import { sameText } from './compare.ts';

/** What a signature claims, from the header or the query. */
interface Claim {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html */
export async function verifySigV4(
  request: WireRequest,
  authorization: string,
  context: AuthContext,
): Promise<S3User> {
  const claim = parseHeader(authorization);
  if (claim === undefined) throw s3Error('AuthorizationHeaderMalformed');
  const user = userOf(claim.accessKeyId, context);
  refuseRegion(claim.region, 'AuthorizationHeaderMalformed', context);
  const signed = parseBasicIso(request.headers['x-amz-date']);
  if (signed === undefined) throw s3Error('AccessDenied', { message: 'A valid x-amz-date is required.' });
  if (claim.date !== request.headers['x-amz-date']?.slice(0, 8))
    throw s3Error('AuthorizationHeaderMalformed');
  refuseSkew(signed, context.now);
  refuseToken(request.headers['x-amz-security-token'], user, context.now);
  if (request.headers['x-amz-content-sha256'] === undefined)
    throw s3Error('InvalidRequest', { message: 'x-amz-content-sha256 is missing.' });
  refuseUnsignedHeaders(claim, request);
  const again = await signerFor(user, claim).sign(toSign(request, claim), {
    signingDate: signed,
    signableHeaders: new Set(claim.signedHeaders),
  });
  const expected = parseHeader(again.headers['authorization'] ?? '')?.signature ?? '';
  if (!sameText(expected, claim.signature)) throw s3Error('SignatureDoesNotMatch');
  return user;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
export async function verifyPresignedSigV4(request: WireRequest, context: AuthContext): Promise<S3User> {
  const claim = parseQuery(request.query);
  const signed = parseBasicIso(request.query.get('X-Amz-Date'));
  const seconds = Number(request.query.get('X-Amz-Expires') ?? Number.NaN);
  if (claim === undefined || signed === undefined || !isLifetime(seconds))
    throw s3Error('AuthorizationQueryParametersError');
  const user = userOf(claim.accessKeyId, context);
  refuseRegion(claim.region, 'AuthorizationQueryParametersError', context);
  if (isInFuture(signed, context.now))
    throw s3Error('AccessDenied', { message: 'Request is not valid yet.' });
  if (context.now.getTime() > signed.getTime() + seconds * 1000)
    throw s3Error('AccessDenied', { message: 'Request has expired.' });
  refuseToken(request.query.get('X-Amz-Security-Token') ?? undefined, user, context.now);
  refuseUnsignedHeaders(claim, request);
  const again = await signerFor(user, claim).presign(toSign(request, claim), {
    signingDate: signed,
    expiresIn: seconds,
    signableHeaders: new Set(claim.signedHeaders),
    unhoistableHeaders: new Set(claim.signedHeaders),
  });
  const expected = String(again.query?.['X-Amz-Signature']);
  if (!sameText(expected, claim.signature)) throw s3Error('SignatureDoesNotMatch');
  return user;
}

/**
 * Signers move `x-amz-*` headers into the query of a presigned URL, where they mean the same: the request with
 * them back among its headers. Call it once the signature is known to be right.
 */
export function withHoistedHeaders(request: WireRequest): WireRequest {
  if (!request.query.has('X-Amz-Signature')) return request;
  const hoisted = [...request.query].filter(([name]) => name.startsWith('x-amz-'));
  return { ...request, headers: { ...Object.fromEntries(hoisted), ...request.headers } };
}

/** A presigned URL lives a week at most: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
const MAX_LIFETIME_SECONDS = 604_800;

function isLifetime(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_LIFETIME_SECONDS;
}

function parseHeader(authorization: string): Claim | undefined {
  const parts =
    /^AWS4-HMAC-SHA256 +Credential=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]+)$/.exec(
      authorization,
    );
  return parts === null ? undefined : claimOf(parts[1], parts[2], parts[3]);
}

function parseQuery(query: URLSearchParams): Claim | undefined {
  if (query.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') return undefined;
  return claimOf(
    query.get('X-Amz-Credential') ?? '',
    query.get('X-Amz-SignedHeaders') ?? '',
    query.get('X-Amz-Signature') ?? '',
  );
}

function claimOf(credential = '', signedHeaders = '', signature = ''): Claim | undefined {
  const [, accessKeyId, date, region] = /^(.+)\/(\d{8})\/([^/]+)\/s3\/aws4_request$/.exec(credential) ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined) return undefined;
  return { accessKeyId, date, region, signedHeaders: signedHeaders.split(';'), signature };
}

function userOf(accessKeyId: string, context: AuthContext): S3User {
  const user = context.findUser(accessKeyId);
  if (user === undefined) throw s3Error('InvalidAccessKeyId', { details: { AWSAccessKeyId: accessKeyId } });
  return user;
}

function refuseRegion(
  region: string,
  code: 'AuthorizationHeaderMalformed' | 'AuthorizationQueryParametersError',
  { rules }: AuthContext,
): void {
  if (!rules.strictRegion || region === rules.region) return;
  const message = `The region '${region}' is wrong; expecting '${rules.region}'.`;
  throw s3Error(code, { message, details: { Region: rules.region } });
}

function refuseToken(token: string | undefined, user: S3User, now: Date): void {
  if (token === undefined && user.sessionToken !== undefined) throw s3Error('InvalidAccessKeyId');
  if (token !== user.sessionToken) throw s3Error('InvalidToken');
  if (user.expires !== undefined && now > user.expires) throw s3Error('ExpiredToken');
}

/** Who may add `x-amz-acl` to a signed request may publish the object: all of them must be signed, and the host. */
function refuseUnsignedHeaders({ signedHeaders }: Claim, { headers }: WireRequest): void {
  const mustSign = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  const unsigned = mustSign.filter((name) => !signedHeaders.includes(name));
  if (unsigned.length === 0) return;
  const message = 'There were headers present in the request which were not signed';
  throw s3Error('AccessDenied', { message, details: { HeadersNotSigned: unsigned.join(', ') } });
}

function signerFor(user: S3User, claim: Claim): SignatureV4 {
  return new SignatureV4({
    service: 's3',
    region: claim.region,
    credentials: user,
    sha256: NodeSha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
}

/** The request as the signer saw it: signed headers only, path and query in S3's one spelling. */
function toSign(request: WireRequest, claim: Claim) {
  const headers: Record<string, string> = {};
  for (const name of claim.signedHeaders) headers[name] = request.headers[name] ?? '';
  const query: Record<string, string[]> = {};
  for (const name of new Set(request.query.keys()))
    if (name !== 'X-Amz-Signature') query[name] = request.query.getAll(name);
  return {
    method: request.method,
    protocol: 'http:',
    hostname: headers['host'] ?? '',
    path: encodePath(decodeURIComponent(request.rawPath)),
    query,
    headers,
    // Not bytes: without a signed x-amz-content-sha256 the signer then takes it for UNSIGNED-PAYLOAD.
    body: {},
  };
}

/** The shape AWS's signer wants its hash in: plain, or keyed when a secret is given. */
class NodeSha256 {
  readonly #secret: Uint8Array | string | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined || typeof secret === 'string' ? secret : bytesOf(secret);
    this.#hash = this.#fresh();
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#fresh();
  }

  #fresh(): Hash | Hmac {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
