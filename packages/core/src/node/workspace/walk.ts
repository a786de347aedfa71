import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type IsHidden, isHiddenName } from '../../workspace/hidden-names.ts';
import { isAbsent, reading } from './file-errors.ts';
import { removeLeftovers } from './leftovers.ts';

/** One folder of a walk, all names sorted. */
export interface WalkedFolder {
  /** Below where the walk began, with slashes; empty for that itself. */
  readonly path: string;
  readonly files: readonly string[];
  /** Symbolic links, to whatever; a walk goes through none. */
  readonly links: readonly string[];
}

export interface WalkOptions {
  /** Whether to go into a folder; all when absent. */
  readonly enter?: (folder: string) => boolean;
  /** What is left out; for editors when absent. */
  readonly isHidden?: IsHidden;
  /** Called instead of throwing `source/unreadable`. */
  readonly onUnreadable?: (error: unknown) => void;
}

/**
 * `start` and the folders below it, each before those in it. Only one folder's names are held at a time, and of the
 * rest of the tree the folders still to come.
 */
export async function* walk(
  start: string,
  { enter = () => true, isHidden = isHiddenName, onUnreadable }: WalkOptions = {},
): AsyncGenerator<WalkedFolder> {
  const next = [''];
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    const absolute = join(start, path);
    const all = await entriesOf(absolute).catch((error: unknown) => {
      if (onUnreadable === undefined) throw error;
      onUnreadable(error);
      return [];
    });
    await removeLeftovers(
      absolute,
      all.map(({ name }) => name),
    );
    const entries = all.filter(({ name }) => !isHidden(name));
    const named = (isWanted: (entry: Dirent) => boolean) => namesOf(entries, isWanted);
    yield { path, files: named((one) => one.isFile()), links: named((one) => one.isSymbolicLink()) };
    const folders = named((one) => one.isDirectory()).map((name) => (path === '' ? name : `${path}/${name}`));
    for (const folder of folders.filter(enter).reverse()) next.push(folder);
  }
}

/** A folder that went away in the meantime has nothing in it. */
function entriesOf(path: string): Promise<Dirent[]> {
  return reading(path, async () => {
    try {
      return await readdir(path, { withFileTypes: true });
    } catch (error) {
      if (isAbsent(error)) return [];
      throw error;
    }
  });
}

function namesOf(entries: readonly Dirent[], isWanted: (entry: Dirent) => boolean): string[] {
  return entries
    .filter(isWanted)
    .map(({ name }) => name)
    .sort();
}
