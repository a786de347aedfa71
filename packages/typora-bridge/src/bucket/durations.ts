import { UsageError } from '../args.ts';

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A signed link opens no longer than that. */
const WEEK = 604_800;

/** `30m`, `1h`, `7d`, of `--for`. Throws a `UsageError` for anything else. */
export function secondsFrom(duration: string): number {
  const seconds = parsed(duration);
  if (seconds >= 1 && seconds <= WEEK) return seconds;
  throw new UsageError('option --for needs a time up to a week, such as 30m, 1h or 7d');
}

/** `90m`, `1d`, and `0s` for any age, of `--older-than`. Throws a `UsageError` for anything else. */
export function ageFrom(duration: string): number {
  const seconds = parsed(duration);
  if (seconds >= 0) return seconds;
  throw new UsageError('option --older-than needs a time, such as 12h, 1d or 0s');
}

/** In seconds; `NaN` for what is no time. */
function parsed(duration: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  return Number(digits) * (secondsOf[unit] ?? Number.NaN);
}
