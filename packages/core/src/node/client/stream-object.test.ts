import { expect, it } from 'vitest';
import type { ClientContext } from './client-context.ts';
import { createStream } from './stream-object.ts';

it('gives out pieces that may be kept, although the memory that they came in is used again', async () => {
  const memory = Buffer.alloc(1);
  const find = async () => ({ size: 3, etag: 'e' });
  const ports = {
    transfers: {
      async readRange(_: unknown, sink: () => (piece: Uint8Array) => Promise<void>) {
        const take = sink();
        for (const byte of [1, 2, 3]) {
          memory[0] = byte;
          await take(memory);
        }
      },
    },
  };
  const kept: Uint8Array[] = [];
  for await (const piece of createStream({ find, ports } as unknown as ClientContext)('a')) kept.push(piece);
  expect(kept.map(([byte]) => byte)).toEqual([1, 2, 3]);
});
