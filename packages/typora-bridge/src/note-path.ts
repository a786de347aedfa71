import { posix, win32 } from 'node:path';
import type { Surroundings } from '@imbed/core/node';
import { pathsOfFileUrl } from './inputs/input-form.ts';

/**
 * The note as key templates see it. A full path would publish how this machine is laid out, so it is cut down to
 * what lies below the home folder; what lies elsewhere loses its drive or share. A note is the same however it is
 * written: relative, absolute or as a file:// address. Empty (a note that was never saved, as Typora says it) is none.
 */
export function notePathOf(note: string | undefined, surroundings: Surroundings): string | undefined {
  if (note === undefined || note === '') return undefined;
  const { platform } = surroundings;
  const { relative, isAbsolute, parse, resolve } = platform === 'win32' ? win32 : posix;
  const [written = note] = /^file:\/\//i.test(note) ? pathsOfFileUrl(note, platform) : [];
  const path = resolve(written);
  const below = relative(surroundings.home(), path);
  const outside = below.startsWith('..') || isAbsolute(below);
  return outside ? path.slice(parse(path).root.length) : below;
}
