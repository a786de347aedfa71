import { splitUrl } from '../../http/url-parts.ts';
import { encodeRfc3986 } from '../../percent-encoding.ts';
import type { StoreAddress } from '../../providers/bucket-url.ts';
import type { ResolvedStore } from '../../providers/provider.ts';
import type { Credentials } from '../credentials.ts';
import { pathInBucket } from '../request-url.ts';
import { basicIsoDate } from './encoding.ts';
import type { RequestSigner, SigningPorts, UnsignedRequest } from './request-signer.ts';
import { canonicalQuery, createV4Signer, type V4Signer } from './v4-signature.ts';

const ALGORITHM = 'OSS4-HMAC-SHA256';
const REQUEST_TYPE = 'aliyun_v4_request';

export interface Oss4Scope {
  readonly store: StoreAddress & Pick<ResolvedStore, 'signingRegion'>;
  readonly credentials: Credentials;
  readonly sign: V4Signer;
  /** Lower-case names of headers to sign beside `content-type`, `content-md5` and `x-oss-*`; all present. */
  readonly additionalHeaders?: readonly string[];
}

/**
 * Signs for Alibaba Cloud OSS in its own dialect
 * (https://help.aliyun.com/zh/oss/developer-reference/recommend-to-use-signature-version-4). The payload is
 * not hashed: what OSS answers to a hash here is undocumented, and `content-md5` guards the bytes.
 */
export function createOss4Signer(
  { credentials, digests, clock }: SigningPorts,
  store: Oss4Scope['store'],
): RequestSigner {
  const sign = createV4Signer(digests);
  return async (request) => {
    const granted = await credentials();
    const headers = {
      ...request.headers,
      'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-oss-date': basicIsoDate(clock.now()),
      ...(granted.sessionToken !== undefined && { 'x-oss-security-token': granted.sessionToken }),
    };
    const scope = { store, credentials: granted, sign };
    return { ...headers, authorization: await oss4Authorization({ ...request, headers }, scope) };
  };
}

/** The `Authorization` header of a request that has its `x-oss-date`. */
export async function oss4Authorization(request: UnsignedRequest, scope: Oss4Scope): Promise<string> {
  const additional = [...(scope.additionalHeaders ?? [])].sort();
  const signature = await oss4Signature(request, request.headers['x-oss-date'] ?? '', scope);
  const fields = [
    `Credential=${oss4Credential(request.headers['x-oss-date'] ?? '', scope)}`,
    ...(additional.length > 0 ? [`AdditionalHeaders=${additional.join(';')}`] : []),
    `Signature=${signature}`,
  ];
  return `${ALGORITHM} ${fields.join(',')}`;
}

/**
 * The query, encoded, that lets anyone send `request` for `seconds`
 * (https://help.aliyun.com/zh/oss/developer-reference/add-signatures-to-urls). `request` has no query.
 */
export async function oss4PresignedQuery(
  request: UnsignedRequest,
  scope: Oss4Scope,
  { instant, seconds }: { readonly instant: string; readonly seconds: number },
): Promise<string> {
  const { sessionToken } = scope.credentials;
  const fields = {
    'x-oss-credential': oss4Credential(instant, scope),
    'x-oss-date': instant,
    'x-oss-expires': String(seconds),
    ...(sessionToken !== undefined && { 'x-oss-security-token': sessionToken }),
    'x-oss-signature-version': ALGORITHM,
  };
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeRfc3986(value)}`);
  const written = query.join('&');
  const signature = await oss4Signature({ ...request, url: `${request.url}?${written}` }, instant, scope);
  return `${written}&x-oss-signature=${signature}`;
}

function oss4Credential(instant: string, { store, credentials }: Oss4Scope): string {
  return [credentials.accessKeyId, ...credentialScope(instant, store)].join('/');
}

function credentialScope(instant: string, { signingRegion }: Oss4Scope['store']): readonly string[] {
  return [instant.slice(0, 8), signingRegion, 'oss', REQUEST_TYPE];
}

async function oss4Signature(request: UnsignedRequest, instant: string, scope: Oss4Scope): Promise<string> {
  const { store, credentials, sign, additionalHeaders = [] } = scope;
  return sign({
    algorithm: ALGORITHM,
    instant,
    scope: credentialScope(instant, store),
    secret: `aliyun_v4${credentials.secretAccessKey}`,
    canonicalRequest: canonicalRequest(request, store, [...additionalHeaders].sort()),
  });
}

/** The bucket leads the path however it is addressed, under a custom domain too. */
function canonicalRequest(
  { method, url, headers }: UnsignedRequest,
  store: StoreAddress,
  additional: readonly string[],
): string {
  const signed = Object.keys(headers).filter((name) => isAlwaysSigned(name) || additional.includes(name));
  return [
    method,
    `/${store.bucket}${pathInBucket(store, url)}`,
    // An empty value is written without its equals sign.
    canonicalQuery(splitUrl(url).query, (name, value) => (value === '' ? name : `${name}=${value}`)),
    ...signed.sort().map((name) => `${name}:${headers[name]?.trim()}`),
    '',
    additional.join(';'),
    headers['x-oss-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
}

function isAlwaysSigned(header: string): boolean {
  return header === 'content-type' || header === 'content-md5' || header.startsWith('x-oss-');
}
