import { UsageError } from '../args.ts';

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `30m`, `1h`, `7d`. Throws a `UsageError` for anything else. */
export function secondsFrom(duration: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  const seconds = Number(digits) * (secondsOf[unit] ?? 0);
  if (seconds >= 1 && seconds <= 604_800) return seconds;
  throw new UsageError('option --for needs a time up to a week, such as 30m, 1h or 7d');
}
