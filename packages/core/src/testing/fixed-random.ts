import type { RandomSource } from '../ports.ts';

/** Counts instead of drawing: every answer is new, and known beforehand (`0001`, `0002`, …; base 36). */
export function createFixedRandom(): RandomSource {
  let count = 0;
  const next = (length: number) => {
    count += 1;
    return count.toString(36).padStart(length, '0').slice(-length);
  };
  return { string: next, uuid: () => `00000000-0000-4000-8000-${next(12)}` };
}
