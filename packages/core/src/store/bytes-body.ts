import type { DigestsPort } from '../ports.ts';
import type { HashableBody } from './transfer-wire.ts';

/** A body that is in memory. */
export function bytesBody(bytes: Uint8Array, digests: DigestsPort): HashableBody {
  return {
    size: bytes.byteLength,
    async *read() {
      yield bytes;
    },
    digest: async (algorithm) => digests[algorithm](bytes),
  };
}
