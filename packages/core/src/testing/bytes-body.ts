import { createHash } from 'node:crypto';
import type { HashableBody } from '../store/transfer-wire.ts';

/** A body of bytes in memory, given out in pieces of one buffer that is used again. */
export function bytesBody(bytes: Uint8Array, pieceBytes = 100_000): HashableBody {
  return {
    size: bytes.byteLength,
    async *read() {
      const buffer = new Uint8Array(pieceBytes);
      for (let at = 0; at < bytes.byteLength; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes);
        buffer.set(piece);
        yield buffer.subarray(0, piece.byteLength);
      }
    },
    digest: async (algorithm) => new Uint8Array(createHash(algorithm).update(bytes).digest()),
  };
}
