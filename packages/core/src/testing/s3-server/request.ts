import type { Address } from './address.ts';
import type { S3Dialect } from './options.ts';

/** A request as it came over the wire, whole. */
export interface WireRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly rawPath: string;
  readonly query: URLSearchParams;
  /** Lower-case names; UTF-8 text. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A request that operations may act on: who asks is known, and the body is what was signed. */
export interface S3Request extends WireRequest {
  readonly address: Address;
  readonly dialect: S3Dialect;
}

/** Of the signature the request bears, or else of the headers it asks with. */
export function dialectOf({ headers, query }: Pick<WireRequest, 'headers' | 'query'>): S3Dialect {
  const authorization = headers['authorization'];
  if (authorization !== undefined) return authorization.startsWith('OSS') ? 'oss' : 's3';
  const names = [...Object.keys(headers), ...query.keys()];
  return names.some((name) => name.startsWith('x-oss-')) ? 'oss' : 's3';
}

/** A header that each dialect spells with its own prefix: `x-amz-NAME` or `x-oss-NAME`. */
export function dialectHeader(
  request: Pick<S3Request, 'headers' | 'dialect'>,
  name: string,
): string | undefined {
  return request.headers[`${prefixOf(request.dialect)}${name}`];
}

export function prefixOf(dialect: S3Dialect): 'x-amz-' | 'x-oss-' {
  return dialect === 'oss' ? 'x-oss-' : 'x-amz-';
}

/** RFC 3986: everything but `A-Z a-z 0-9 - . _ ~` becomes `%XX`. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** {@link encodeStrictly}, slashes left as they are. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeStrictly).join('/');
}
