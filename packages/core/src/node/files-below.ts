import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeFile } from '../bucket/sync-plan.ts';
import { ImbedError } from '../errors.ts';
import { unreadable } from './file-pieces.ts';

/** What lies below a folder. */
export interface FolderTree {
  /** In the order of their names; links to files count as files. */
  readonly files: readonly TreeFile[];
  /** Names of links that are left out: those to folders, since they may lead in circles, and those to nothing. */
  readonly links: readonly string[];
}

/**
 * The files below a folder. Throws `source/not-found` or `source/unreadable`: a tree that is known in part must not
 * look whole.
 */
export function filesBelow(folder: string, isExcluded: (name: string) => boolean = () => false): FolderTree {
  const files: TreeFile[] = [];
  const links: string[] = [];
  const folders = [''];
  for (const below of folders) {
    for (const entry of entriesOf(join(folder, below))) {
      const name = `${below}${entry.name}`;
      if (isDraft(entry.name) || isExcluded(name)) continue;
      const isLink = entry.isSymbolicLink();
      if (entry.isDirectory()) folders.push(`${name}/`);
      else if (entry.isFile() || isLink) {
        const stats = statsOf(join(folder, name), isLink);
        if (stats?.isFile()) files.push({ name, ...marksOf(stats) });
        else if (isLink) links.push(name);
      }
    }
  }
  return { files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), links: links.sort() };
}

/** By which a file is known again. */
export function marksOf({ size, mtimeMs, ctimeMs }: Stats): Omit<TreeFile, 'name'> {
  return { size, mtimeMs, ctimeMs };
}

/** `undefined` for a link to nothing, and for a file that was deleted in this moment. */
function statsOf(path: string, isLink: boolean): Stats | undefined {
  try {
    return statSync(path);
  } catch (cause) {
    const error = cause as NodeJS.ErrnoException;
    if (isLink || (error.code === 'ENOENT' && !isMisread(path))) return undefined;
    throw failure(path, error);
  }
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    throw failure(path, error as NodeJS.ErrnoException);
  }
}

/** Where bytes of a name are no UTF-8, Node.js has this in their place, and no file is found by it. */
function isMisread(path: string): boolean {
  return path.includes('\uFFFD');
}

function failure(path: string, cause: NodeJS.ErrnoException): ImbedError {
  if (!isMisread(path)) return unreadable(path, cause);
  return new ImbedError('source/unreadable', { name: path, serviceCode: 'EILSEQ' }, { cause });
}

/** What a download that is under way, or was interrupted, has so far. */
function isDraft(name: string): boolean {
  return /^\..*\.imbed-part$|^\.imbed-.*\.tmp$/.test(name);
}
