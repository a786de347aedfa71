import { posix, win32 } from 'node:path';
import type { Surroundings } from '@imbed/core/node';

/**
 * The note as key templates see it. A full path would publish how this machine is laid out, so it is cut down to
 * what lies below the home folder; what lies elsewhere loses its drive or share. Empty (a note that was never
 * saved, as Typora says it) is none.
 */
export function notePathOf(note: string | undefined, surroundings: Surroundings): string | undefined {
  if (note === undefined || note === '') return undefined;
  const { relative, isAbsolute, parse } = surroundings.platform === 'win32' ? win32 : posix;
  if (!isAbsolute(note)) return note;
  const below = relative(surroundings.home(), note);
  const outside = below.startsWith('..') || isAbsolute(below);
  return outside ? note.slice(parse(note).root.length) : below;
}
