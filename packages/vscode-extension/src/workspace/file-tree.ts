import { type FileStat, type FileSystem, FileType, Uri } from 'vscode';
import { isAbsent } from './file-errors.ts';

/** Files below one address, wherever the editor finds them. Rejects as the editor does. */
export interface FileTree {
  /** Names with `/` between them; empty for the root. */
  at(path: string): Uri;
  /** `undefined` where there is nothing. */
  stat(path: string): Promise<FileStat | undefined>;
  read(path: string): Promise<Uint8Array>;
  /** With the folders that it needs. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Never onto something that is there. */
  move(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** `undefined` where there is no such folder. */
  entries(folder: string): Promise<readonly [name: string, type: FileType][] | undefined>;
}

export function createFileTree(fs: FileSystem, root: Uri): FileTree {
  const at = (path: string) => (path === '' ? root : Uri.joinPath(root, ...path.split('/')));

  async function stat(path: string): Promise<FileStat | undefined> {
    try {
      return await fs.stat(at(path));
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  return {
    at,
    stat,
    read: async (path) => fs.readFile(at(path)),
    write: async (path, bytes) => fs.writeFile(at(path), bytes),
    async move(from, to) {
      await fs.createDirectory(Uri.joinPath(at(to), '..'));
      await fs.rename(at(from), at(to), { overwrite: false });
    },
    remove: async (path) => fs.delete(at(path)),
    async entries(folder) {
      const found = await stat(folder);
      return found !== undefined && isFolder(found.type) ? fs.readDirectory(at(folder)) : undefined;
    },
  };
}

/** A link has the type of what it leads to as well. */
export function isFile(type: FileType): boolean {
  return (type & FileType.File) !== 0;
}

export function isFolder(type: FileType): boolean {
  return (type & FileType.Directory) !== 0;
}

export function isLink(type: FileType): boolean {
  return (type & FileType.SymbolicLink) !== 0;
}
