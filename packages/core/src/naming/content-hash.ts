import { toHex } from '../hex.ts';
import type { DigestsPort } from '../ports.ts';

/** Lower-case hex. */
export async function sha256Hex(digests: DigestsPort, bytes: Uint8Array): Promise<string> {
  return toHex(await digests.sha256(bytes));
}

/** Lower-case hex. */
export async function md5Hex(digests: DigestsPort, bytes: Uint8Array): Promise<string> {
  return toHex(await digests.md5(bytes));
}

/** Hex digits of the SHA-256 in a key that make it the name of these bytes and no others: 64 bits. */
const NAMING_DIGITS = 16;

/** @param sha256 lower-case hex */
export function isNamedByContent(key: string, sha256: string): boolean {
  return key.includes(sha256.slice(0, NAMING_DIGITS));
}
