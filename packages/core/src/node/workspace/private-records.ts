import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECORDS_FOLDER } from '../../workspace/records-folder.ts';
import { makeFolder } from '../make-folder.ts';
import { shortHash } from './draft-path.ts';
import { isBelow } from './places.ts';
import type { WorkspaceRoot } from './workspace-root.ts';

const FOLDER = 'workspaces';

/** Holds the path of the folder that the records are of, which their own name does not tell. */
const PATH_FILE = 'folder.txt';

/** Where the records of a workspace without a mark are. */
export function privateFolder({ path }: WorkspaceRoot, stateFolder: string): string {
  return join(stateFolder, FOLDER, shortHash(path));
}

export function makePrivateFolder(root: WorkspaceRoot, stateFolder: string): void {
  const folder = privateFolder(root, stateFolder);
  makeFolder(folder);
  const file = join(folder, PATH_FILE);
  if (!existsSync(file)) writeFileSync(file, `${root.path}\n`, { mode: 0o600 });
}

/**
 * Other workspaces that have records and hold `root`, or are in it: those without a mark, and the marked ones
 * directly in it. Sorted by path; empty where the disk does not tell.
 */
export function workspacesNear(root: WorkspaceRoot, stateFolder: string): readonly WorkspaceRoot[] {
  const own = namesIn(join(stateFolder, FOLDER)).flatMap(
    (name) => pathIn(join(stateFolder, FOLDER, name)) ?? [],
  );
  const unmarked = own.filter((path) => isBelow(root.path, path) || isBelow(path, root.path));
  const inside = namesIn(root.path).map((name) => join(root.path, name));
  const marked = inside.filter((path) => existsSync(join(path, RECORDS_FOLDER)));
  return [
    ...unmarked.map((path) => ({ path, marked: false })),
    ...marked.map((path) => ({ path, marked: true })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `undefined` also for a folder that is gone by now. */
function pathIn(folder: string): string | undefined {
  try {
    const path = readFileSync(join(folder, PATH_FILE), 'utf8').trimEnd();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
