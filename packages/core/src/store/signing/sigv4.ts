import { toHex } from '../../hex.ts';
import { splitUrl } from '../../http/url-parts.ts';
import { encodeRfc3986 } from '../../percent-encoding.ts';
import type { Credentials } from '../credentials.ts';
import { basicIsoDate } from './encoding.ts';
import type { RequestSigner, SigningPorts, UnsignedRequest } from './request-signer.ts';
import { canonicalQuery, createV4Signer, type V4Signer } from './v4-signature.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Caches and proxies may change these on the way; AWS's own signer leaves them out too. */
const unsignedHeaders: readonly string[] = ['cache-control', 'expect', 'user-agent'];

/** Who signs, and for where. */
interface SigV4Scope {
  readonly region: string;
  readonly credentials: Credentials;
  readonly sign: V4Signer;
  /** As `basicIsoDate` writes it. */
  readonly instant: string;
}

/**
 * AWS Signature Version 4 in the `authorization` header
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html). S3 alone among AWS's
 * services wants the path as it is sent (no second encoding) and the payload's hash in a header. Held to
 * AWS's own signer by tests; written anew because that one costs a tenth of a whole upload to load and run.
 */
export function createSigV4Signer(
  { credentials, digests, clock }: SigningPorts,
  region: string,
): RequestSigner {
  const sign = createV4Signer(digests);
  return async (request) => {
    const granted = await credentials();
    const instant = basicIsoDate(clock.now());
    const scope: SigV4Scope = { region, credentials: granted, sign, instant };
    const headers = {
      ...request.headers,
      'x-amz-content-sha256': request.sha256 ?? toHex(await digests.sha256(request.body ?? new Uint8Array())),
      'x-amz-date': instant,
      ...(granted.sessionToken !== undefined && { 'x-amz-security-token': granted.sessionToken }),
    };
    return { ...headers, authorization: await authorization({ ...request, headers }, scope) };
  };
}

/**
 * The query, encoded, that lets anyone send a GET of `url` for `seconds`
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). Only the host is signed with
 * it, so that any plain GET fits. `url` has no query.
 */
export async function sigV4PresignedQuery(url: string, scope: SigV4Scope, seconds: number): Promise<string> {
  const { sessionToken } = scope.credentials;
  const fields = {
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD',
    'X-Amz-Credential': credential(scope),
    'X-Amz-Date': scope.instant,
    'X-Amz-Expires': String(seconds),
    ...(sessionToken !== undefined && { 'X-Amz-Security-Token': sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  };
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeRfc3986(value)}`);
  const written = query.join('&');
  const canonical = canonicalRequest(
    { method: 'GET', url: `${url}?${written}`, headers: {} },
    'UNSIGNED-PAYLOAD',
  );
  return `${written}&X-Amz-Signature=${await signature(canonical, scope)}`;
}

async function authorization(request: UnsignedRequest, scope: SigV4Scope): Promise<string> {
  const canonical = canonicalRequest(request, request.headers['x-amz-content-sha256'] ?? '');
  const fields = [
    `Credential=${credential(scope)}`,
    `SignedHeaders=${signedNames(request).join(';')}`,
    `Signature=${await signature(canonical, scope)}`,
  ];
  return `${ALGORITHM} ${fields.join(', ')}`;
}

function credential(scope: SigV4Scope): string {
  return [scope.credentials.accessKeyId, ...steps(scope)].join('/');
}

function steps({ instant, region }: SigV4Scope): readonly string[] {
  return [instant.slice(0, 8), region, 's3', 'aws4_request'];
}

function signature(canonical: string, scope: SigV4Scope): Promise<string> {
  const secret = `AWS4${scope.credentials.secretAccessKey}`;
  const parts = { algorithm: ALGORITHM, instant: scope.instant, scope: steps(scope), secret };
  return scope.sign({ ...parts, canonicalRequest: canonical });
}

function canonicalRequest(request: UnsignedRequest, payloadHash: string): string {
  const { host, pathname, query } = splitUrl(request.url);
  const headers: Readonly<Record<string, string>> = { ...request.headers, host };
  const names = signedNames(request);
  return [
    request.method,
    pathname,
    canonicalQuery(query, (name, value) => `${name}=${value}`),
    ...names.map((name) => `${name}:${headers[name]?.trim().replace(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    payloadHash,
  ].join('\n');
}

function signedNames({ headers }: UnsignedRequest): readonly string[] {
  return [...Object.keys(headers), 'host'].filter((name) => !unsignedHeaders.includes(name)).sort();
}
