import { createHash } from 'node:crypto';

/** Numbers from 0 up to but not 1: the same `seed` gives the same ones, on every machine. */
export function createSeededRandom(seed: number): () => number {
  let count = 0;
  return () => {
    count += 1;
    return createHash('sha256').update(`${seed} ${count}`).digest().readUInt32BE() / 2 ** 32;
  };
}
