import { randomAlphabet } from '../digests/random-alphabet.ts';
import type { Clock, RandomSource } from '../ports.ts';

/** The time of this machine, to the millisecond. */
export const systemClock: Clock = { now: () => new Date() };

/** Random as keys need it, from the system. */
export function createRandom(): RandomSource {
  const { randomInt, randomUUID } = process.getBuiltinModule('node:crypto');
  return {
    string: (length) =>
      Array.from({ length }, () => randomAlphabet[randomInt(randomAlphabet.length)]).join(''),
    uuid: () => randomUUID(),
  };
}
