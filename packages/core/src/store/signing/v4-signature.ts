import { utf8 } from '../../bytes.ts';
import { toHex } from '../../hex.ts';
import type { DigestsPort } from '../../ports.ts';
import { queryParts } from '../request-url.ts';

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

/** Answers with the signature of one request, in lower-case hex. */
export type V4Signer = (parts: V4Parts) => Promise<string>;

/**
 * Keeps the last key that it derived: it holds for a day, and deriving it costs four times what signing with it does.
 */
export function createV4Signer(digests: DigestsPort): V4Signer {
  let derivedFrom = '';
  let derived: Promise<Uint8Array> | undefined;

  function keyFor({ secret, scope }: V4Parts): Promise<Uint8Array> {
    const from = [secret, ...scope].join('\n');
    if (derived === undefined || from !== derivedFrom) {
      derivedFrom = from;
      derived = deriveKey(secret, scope, digests);
    }
    return derived;
  }

  return async (parts) => {
    const { algorithm, instant, scope, canonicalRequest } = parts;
    const digest = toHex(await digests.sha256(utf8(canonicalRequest)));
    const stringToSign = [algorithm, instant, scope.join('/'), digest].join('\n');
    return toHex(await digests.hmacSha256(await keyFor(parts), utf8(stringToSign)));
  };
}

async function deriveKey(
  secret: string,
  scope: readonly string[],
  digests: DigestsPort,
): Promise<Uint8Array> {
  let key = utf8(secret);
  for (const step of scope) key = await digests.hmacSha256(key, utf8(step));
  return key;
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
