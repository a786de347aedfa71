import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeFile } from '../bucket/sync-plan.ts';
import { unreadable } from './file-pieces.ts';

/**
 * The files below a folder, in the order of their names. Links to files count as files; those to folders are left out,
 * since they may lead in circles. Throws `source/not-found` or `source/unreadable`: a tree that is known in part must
 * not look whole.
 */
export function filesBelow(
  folder: string,
  isExcluded: (name: string) => boolean = () => false,
): readonly TreeFile[] {
  const found: TreeFile[] = [];
  const folders = [''];
  for (const below of folders) {
    for (const entry of entriesOf(join(folder, below))) {
      const name = `${below}${entry.name}`;
      if (isDraft(entry.name) || isExcluded(name)) continue;
      if (entry.isDirectory()) folders.push(`${name}/`);
      else if (entry.isFile() || entry.isSymbolicLink()) {
        const stats = statSync(join(folder, name), { throwIfNoEntry: false });
        if (stats?.isFile()) found.push({ name, ...marksOf(stats) });
      }
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function marksOf({ size, mtimeMs, ctimeMs }: Stats): Omit<TreeFile, 'name'> {
  return { size, mtimeMs, ctimeMs };
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    throw unreadable(path, error as NodeJS.ErrnoException);
  }
}

/** What a download that is under way, or was interrupted, has so far. */
function isDraft(name: string): boolean {
  return /^\..*\.imbed-part$|^\.imbed-.*\.tmp$/.test(name);
}
