import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ImbedError } from '../../errors.ts';
import { parseWorkspacePath, type WorkspacePath } from '../../workspace/workspace-path.ts';
import { isAbsent } from './file-errors.ts';

/** Where the paths of a workspace are on disk, links followed, and never outside of its root. */
export interface Places {
  /** Rejects with `source/outside`, or as the file system does. */
  existing(path: string): Promise<string>;
  /** For a file that may not be there yet; of one that is a link, the link itself. Rejects as {@link existing}. */
  entry(path: string): Promise<Entry>;
  /** Whether it is the root, or inside. */
  holds(real: string): boolean;
  /** `undefined` for the root itself and what is outside. */
  pathOf(real: string): WorkspacePath | undefined;
}

export interface Entry {
  readonly absolute: string;
  /** The lowest of the folders above that is there. */
  readonly existingFolder: string;
}

/** @param root absolute, with no link in it */
export function createPlaces(root: string): Places {
  const absolute = (path: string) => join(root, ...path.split('/'));
  const holds = (real: string) => real === root || isBelow(root, real);
  const inside = async (place: string, name: string) => {
    const real = await realpath(place);
    if (!holds(real)) throw new ImbedError('source/outside', { name });
    return real;
  };
  return {
    holds,
    existing: (path) => inside(absolute(path), path),
    async entry(path) {
      const missing: string[] = [];
      for (let place = absolute(path); ; ) {
        missing.unshift(basename(place));
        place = dirname(place);
        try {
          const existingFolder = await inside(place, path);
          return { absolute: join(existingFolder, ...missing), existingFolder };
        } catch (error) {
          if (!isAbsent(error) || place === root) throw error;
        }
      }
    },
    pathOf(real) {
      if (!isBelow(root, real)) return undefined;
      const parsed = parseWorkspacePath(relative(root, real).split(sep).join('/'));
      return parsed.ok ? parsed.value : undefined;
    },
  };
}

/** Whether `path` is in `folder`, at whatever depth. Of absolute paths. */
export function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep) && path.length > folder.length;
}
