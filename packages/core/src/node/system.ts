import type { Clock, RandomSource } from '../ports.ts';

export const systemClock: Clock = { now: () => new Date() };

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

export function createRandom(): RandomSource {
  const { randomInt, randomUUID } = process.getBuiltinModule('node:crypto');
  return {
    string: (length) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(''),
    uuid: () => randomUUID(),
  };
}
