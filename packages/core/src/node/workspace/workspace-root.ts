import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isBelow } from './places.ts';

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

/**
 * The workspace that people mean who name `paths` in the folder `cwd`: the one that the first of them is in. Where
 * nothing marks it, `cwd` is its root if all of the paths are there, so that what is named next time has the same
 * one; but not the home folder, nor the root of the file system.
 *
 * @param paths files, folders and patterns; absolute, or seen from `cwd`
 */
export function workspaceRootFor(paths: readonly string[], cwd: string, home: string): WorkspaceRoot {
  const [first = cwd, ...more] = paths.map((path) => existingPart(resolve(cwd, path)));
  const found = findWorkspaceRoot(first, home);
  const here = realPath(cwd);
  if (found.marked || here === realPath(home) || here === dirname(here)) return found;
  const places = [first, ...more].map(realPath);
  const holdsAll = places.every((place) => place === here || isBelow(here, place));
  return holdsAll ? { path: here, marked: false } : found;
}

/** A pattern begins somewhere; so does a path that was mistyped. */
function existingPart(path: string): string {
  const above = dirname(path);
  return existsSync(path) || above === path ? path : existingPart(above);
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
