import { toHex } from '../../hex.ts';
import type { DigestsPort } from '../../ports.ts';
import { queryParts } from '../request-url.ts';
import { utf8 } from './encoding.ts';

/** What AWS's and Alibaba's fourth signatures differ in, and one request in canonical form. */
export interface V4Parts {
  readonly algorithm: string;
  /** `20260822T010203Z`. */
  readonly instant: string;
  /** Day, region, service, request type: the key is derived along them. */
  readonly scope: readonly string[];
  /** Already led by the prefix that the algorithm wants. */
  readonly secret: string;
  readonly canonicalRequest: string;
}

/** Lower-case hex. */
export async function v4Signature(parts: V4Parts, digests: DigestsPort): Promise<string> {
  const { algorithm, instant, scope, secret, canonicalRequest } = parts;
  const digest = toHex(await digests.sha256(utf8(canonicalRequest)));
  const stringToSign = [algorithm, instant, scope.join('/'), digest].join('\n');
  let key = utf8(secret);
  for (const step of [...scope, stringToSign]) key = await digests.hmacSha256(key, utf8(step));
  return toHex(key);
}

/** Sorted by encoded name, then value; `written` says how a part is put down. */
export function canonicalQuery(query: string, written: (name: string, value: string) => string): string {
  return [...queryParts(query)]
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => written(name, value))
    .join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
