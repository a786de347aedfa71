import { toHex } from '../hex.ts';
import type { DigestsPort } from '../ports.ts';

/**
 * The ETag that most stores give an object made of parts: the MD5 of the parts' MD5s, and their number. `undefined`
 * when the parts' own ETags are no MD5s, as under encryption with managed keys.
 */
export async function composedEtag(
  etags: readonly string[],
  { md5 }: Pick<DigestsPort, 'md5'>,
): Promise<string | undefined> {
  if (!etags.every((etag) => /^[0-9a-f]{32}$/i.test(etag))) return undefined;
  const digests = etags.flatMap((etag) => etag.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  return `${toHex(await md5(Uint8Array.from(digests)))}-${etags.length}`;
}
