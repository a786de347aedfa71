import { ImbedError } from '../errors.ts';
import type { WorkspaceRecords } from '../workspace/workspace.ts';
import { createMemoryAppendFile, type MemoryAppendFile } from './memory-append-file.ts';
import type { MemoryWorkspace } from './memory-workspace.ts';

export interface MemoryRecords extends WorkspaceRecords {
  open(name: string): MemoryAppendFile;
  /** What was taken out of the workspace, by its name here. */
  readonly taken: ReadonlyMap<string, Uint8Array>;
}

/** Beside the workspace, not in it, as the records of a tree without `.imbed/` are. */
export function createMemoryRecords(workspace: MemoryWorkspace): MemoryRecords {
  const files = new Map<string, MemoryAppendFile>();
  const taken = new Map<string, Uint8Array>();
  const open = (name: string) => {
    const file = files.get(name) ?? createMemoryAppendFile();
    files.set(name, file);
    return file;
  };
  return {
    open,
    taken,
    async list(folder) {
      const written = [...files].filter(([, { content }]) => content !== '').map(([name]) => name);
      const below = [...written, ...taken.keys()].filter((name) => name.startsWith(`${folder}/`));
      const names = below.map((name) => name.slice(folder.length + 1));
      return names.filter((name) => !name.includes('/')).sort();
    },
    async rename(name, to) {
      files.set(to, open(name));
      files.delete(name);
    },
    async takeAway(path, name) {
      const bytes = await workspace.read(path, { maxBytes: Number.POSITIVE_INFINITY });
      const own = freeName(name, (one) => taken.has(one));
      taken.set(own, bytes);
      workspace.put(path, undefined);
      return own;
    },
    async bringBack(name, path) {
      const bytes = taken.get(name);
      if (bytes === undefined) throw new ImbedError('source/not-found', { name });
      if ((await workspace.create(path, bytes)) === 'taken') {
        const there = await workspace.read(path, { maxBytes: Number.POSITIVE_INFINITY });
        if (there.toString() !== bytes.toString()) return 'taken';
      }
      taken.delete(name);
      return 'moved';
    },
  };
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
  for (let count = 1; ; count++) {
    const own = count === 1 ? name : `${name}.${count}`;
    if (!isTaken(own)) return own;
  }
}
