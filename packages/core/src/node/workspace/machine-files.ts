import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { MachineFiles } from '../../workspace/workspace.ts';
import type { Places } from './places.ts';
import { readLimited, sizeOf } from './read-file.ts';

/** @param root absolute, with no link in it */
export function createMachineFiles(root: string, { pathOf }: Pick<Places, 'pathOf'>): MachineFiles {
  return {
    inside: (path) => pathOf(realOf(path)),
    absolute(path, note) {
      if (note === undefined && !isAbsolute(path)) return undefined;
      const absolute = resolve(join(root, dirname(note ?? '')), path);
      return isElsewhereOnNetwork(absolute, root) ? undefined : absolute;
    },
    size: (path) => sizeOf(path, async () => path),
    read: (path, limits) => readLimited(path, async () => path, limits),
  };
}

/** Also of what is not there, which the caller finds out soon enough. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/**
 * `\\server\share\…` of another server than the workspace's. Windows sends proof of the user's password to whatever
 * server it asks for a file, and notes come from anywhere.
 */
export function isElsewhereOnNetwork(path: string, root: string): boolean {
  const server = /^\\\\[^\\]+\\/.exec(path)?.[0];
  return server !== undefined && !root.startsWith(server);
}
