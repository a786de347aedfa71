/** `workspace.fs` of the stub: the disk, told of as VS Code tells of it. */
import { access, constants, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Uri } from './vscode-stub.ts';

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

export const FilePermission = { Readonly: 1 };

export class FileSystemError extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

const codes: Readonly<Record<string, string>> = {
  ENOENT: 'FileNotFound',
  ENOTDIR: 'FileNotADirectory',
  EISDIR: 'FileIsADirectory',
  EEXIST: 'FileExists',
  EPERM: 'NoPermissions',
  EACCES: 'NoPermissions',
};

async function toldAsEditor<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { message, code } = Object(error);
    throw new FileSystemError(message, codes[code] ?? 'Unknown');
  }
}

export const stubFiles = {
  isWritableFileSystem: (scheme: string) => scheme !== 'read-only',
  readFile: ({ path }: Uri) => toldAsEditor(async () => new Uint8Array(await readFile(path))),
  writeFile: ({ path }: Uri, bytes: Uint8Array) =>
    toldAsEditor(async () => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }),
  delete: ({ path }: Uri) => toldAsEditor(() => rm(path)),
  createDirectory: ({ path }: Uri) => toldAsEditor(() => mkdir(path, { recursive: true })),
  stat: ({ path }: Uri) =>
    toldAsEditor(async () => {
      const found = await stat(path);
      const { size, mtimeMs: mtime } = found;
      const type = found.isDirectory() ? FileType.Directory : FileType.File;
      const isWritable = (found.mode & 0o222) !== 0;
      return {
        type,
        size,
        mtime,
        ctime: mtime,
        ...(!isWritable && { permissions: FilePermission.Readonly }),
      };
    }),
  readDirectory: ({ path }: Uri) =>
    toldAsEditor(async () =>
      (await readdir(path, { withFileTypes: true })).map((entry) => [
        entry.name,
        entry.isDirectory() ? FileType.Directory : FileType.File,
      ]),
    ),
  rename: (from: Uri, to: Uri) =>
    toldAsEditor(async () => {
      const isTaken = await access(to.path, constants.F_OK).then(
        () => true,
        () => false,
      );
      if (isTaken) throw Object.assign(new Error(to.path), { code: 'EEXIST' });
      await rename(from.path, to.path);
    }),
};
