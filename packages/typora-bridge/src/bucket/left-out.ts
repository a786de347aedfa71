import type { Io } from '../io.ts';
import { oneLine } from './one-line.ts';

/** Tells of links that are no part of a tree. */
export function tellLeftOut(paths: readonly string[], io: Io): void {
  for (const path of paths)
    io.warn(`imbed: left out, since it is a link to a folder or to nothing: ${oneLine(path)}\n`);
}
