import type { Clock, Logger, RandomSource } from '../ports.ts';

/** A clock that stands still. */
export function fixedClock(now: Date): Clock {
  return { now: () => now };
}

/** Random in name only: counts, so that a test can say what comes next. */
export function countingRandom(): RandomSource {
  let count = 0;
  const next = () => String(++count);
  return {
    string: (length) => next().padStart(length, '0').slice(-length),
    uuid: () => `00000000-0000-4000-8000-${next().padStart(12, '0')}`,
  };
}

export interface RecordedLog extends Logger {
  readonly warnings: readonly string[];
}

export function recordingLogger(): RecordedLog {
  const warnings: string[] = [];
  return {
    warnings,
    debug: () => undefined,
    warn: (message) => {
      warnings.push(message);
    },
  };
}
