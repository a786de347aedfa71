import type { Io } from '../io.ts';

/** As many lines as fit on a screen. */
const SHOWN = 20;

/** On standard error, in front of a question. */
export function showSome(lines: readonly string[], io: Io): void {
  io.warn(
    lines
      .slice(0, SHOWN)
      .map((line) => `${line}\n`)
      .join(''),
  );
  if (lines.length > SHOWN) io.warn(`and ${lines.length - SHOWN} more\n`);
}
