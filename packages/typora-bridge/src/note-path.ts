import { posix, win32 } from 'node:path';
import type { Surroundings } from '@imbed/core/node';
import { pathsOfFileUrl } from './inputs/input-form.ts';

/** Where the note is, absolute; `undefined` for one that was never saved, which Typora says with nothing. */
export function noteFileOf(note: string | undefined, { platform }: Pick<Surroundings, 'platform'>) {
  if (note === undefined || note === '') return undefined;
  const [written = note] = /^file:\/\//i.test(note) ? pathsOfFileUrl(note, platform) : [];
  return pathModule(platform).resolve(written);
}

function pathModule(platform: NodeJS.Platform) {
  return platform === 'win32' ? win32 : posix;
}

/**
 * The note as key templates see it. A full path would publish how this machine is laid out, so it is cut down to
 * what lies below the home folder; what lies elsewhere loses its drive or share. A note is the same however it is
 * written: relative, absolute or as a file:// address.
 */
export function notePathOf(note: string | undefined, surroundings: Surroundings): string | undefined {
  const path = noteFileOf(note, surroundings);
  if (path === undefined) return undefined;
  const { relative, isAbsolute, parse } = pathModule(surroundings.platform);
  const below = relative(surroundings.home(), path);
  const outside = below.startsWith('..') || isAbsolute(below);
  return outside ? path.slice(parse(path).root.length) : below;
}
