import { realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a workspace begins. */
export interface WorkspaceRoot {
  /** Absolute, with no link in it. */
  readonly path: string;
  /** Something there says that it is one: records are kept in it, and travel with it. */
  readonly marked: boolean;
}

/**
 * The nearest folder, from `start` upwards, that holds `.imbed`, `.obsidian` or `.git` (also the file of a worktree);
 * `start` itself, or the folder that it is in, when none does.
 *
 * The home folder and the root of the file system only count for what is directly in them. Many keep their
 * configuration files in a repository there, which says nothing about the notes below. An Obsidian vault is meant
 * with all that is in it, wherever it is.
 *
 * @param home the user's home folder
 */
export function findWorkspaceRoot(start: string, home: string): WorkspaceRoot {
  const from = folderAt(start);
  const realHome = realPath(home);
  for (let path = from; ; path = dirname(path)) {
    const isTooWide = path === realHome || path === dirname(path);
    if (
      has(path, '.obsidian') ||
      ((path === from || !isTooWide) && (has(path, '.imbed') || has(path, '.git')))
    )
      return { path, marked: true };
    if (isTooWide) return { path: from, marked: false };
  }
}

function folderAt(start: string): string {
  const path = realPath(start);
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? dirname(path) : path;
}

/** Of what is not there, the path as it is: whoever looks for notes in it says so. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function has(folder: string, marker: string): boolean {
  return statSync(join(folder, marker), { throwIfNoEntry: false }) !== undefined;
}
