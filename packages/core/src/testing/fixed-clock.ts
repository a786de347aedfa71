import type { Clock } from '../ports.ts';

/** A clock that stands still until it is told the time. */
export interface FixedClock extends Clock {
  set(iso: string): void;
}

/** @param iso e.g. `2026-11-22T01:02:03.456Z` */
export function createFixedClock(iso: string): FixedClock {
  let time = new Date(iso);
  return {
    now: () => new Date(time),
    set: (next) => {
      time = new Date(next);
    },
  };
}
