import type { TextRange } from '../text-edit.ts';

/** From a part of a text to the whole that it begins in at `base`. */
export function shift({ start, end }: TextRange, base: number): TextRange {
  return { start: start + base, end: end + base };
}
