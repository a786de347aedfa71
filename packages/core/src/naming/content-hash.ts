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
