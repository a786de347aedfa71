import { randomAlphabet } from '../digests/random-alphabet.ts';
import type { Clock, RandomSource } from '../ports.ts';

export const systemClock: Clock = { now: () => new Date() };

export function createRandom(): RandomSource {
  const { randomInt, randomUUID } = process.getBuiltinModule('node:crypto');
  return {
    string: (length) =>
      Array.from({ length }, () => randomAlphabet[randomInt(randomAlphabet.length)]).join(''),
    uuid: () => randomUUID(),
  };
}
