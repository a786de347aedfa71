import { rangePieces } from '../../bucket/range-pieces.ts';
import { requireOptions, requireWhole } from './arguments.ts';
import type { Client } from './client.ts';
import { type ClientContext, existing, givenKey } from './client-context.ts';
import { fetching, fetchingEach } from './fetching.ts';

export function createStream(context: ClientContext): Client['stream'] {
  return async function* (written, given = {}) {
    const key = givenKey(written);
    requireOptions(given);
    const { start = 0, end = Number.POSITIVE_INFINITY, ...options } = given;
    requireWhole('start', start, 0);
    if (end !== Number.POSITIVE_INFINITY) requireWhole('end', end, 0);
    const { size, etag } = await fetching(() => existing(context, key, options));
    const span = { start, end: Math.min(end, size) };
    if (span.start >= span.end) return;
    // Whoever asked may keep them; the memory that they come in is used again for the next ones (and what Node calls a
    // slice of its buffers is no copy).
    const pieces = rangePieces(context.ports.transfers, { key, size, etag, ...span }, options);
    for await (const piece of fetchingEach(pieces)) yield Uint8Array.from(piece);
  };
}
