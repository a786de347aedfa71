import {
  baseNameOf,
  cancelled,
  type DigestsPort,
  ImbedError,
  type IsHidden,
  isHiddenName,
  type Note,
  noteOf,
  parseWorkspacePath,
  type ReadLimits,
  type Workspace,
  type WorkspaceFile,
  type WorkspacePath,
} from '@imbed/core';
import { FilePermission, type FileStat } from 'vscode';
import { isRefused, reading, writing } from './file-errors.ts';
import { type FileTree, isFile, isFolder, isLink } from './file-tree.ts';
import { createTurns } from './in-turn.ts';

/**
 * A folder as core sees it, wherever the editor finds it: on another machine, in a repository, in a browser's memory.
 * Links are followed as the editor follows them, for it cannot say where they lead; walks do not enter linked folders.
 */
export function createEditorWorkspace(tree: FileTree, digests: DigestsPort): Workspace {
  const inTurn = createTurns();

  async function readNote(path: WorkspacePath): Promise<Note> {
    const { permissions = 0 } = await existingFile(tree, path);
    const note = await noteOf(path, await reading(path, () => tree.read(path)), digests);
    return (permissions & FilePermission.Readonly) === 0 ? note : { ...note, readOnly: true };
  }

  return {
    files: (folder = '', isHidden = isHiddenName) => filesBelow(tree, folder, isHidden),
    async names(folder) {
      const entries = await reading(folder, () => tree.entries(folder));
      return (entries ?? []).map(([name]) => name);
    },
    readNote,
    writeNote: (note, text) => writing(note.path, () => inTurn(() => replaceNote(tree, digests, note, text))),
    async size(path) {
      const stat = await reading(path, () => tree.stat(path));
      return stat !== undefined && isFile(stat.type) ? stat.size : undefined;
    },
    read: (path, limits) => readLimited(tree, path, limits),
    create: (path, bytes) =>
      writing(path, () =>
        inTurn(async () => {
          if ((await tree.stat(path)) !== undefined) return 'taken';
          await tree.write(path, bytes);
          return 'created';
        }),
      ),
    move: (from, to) =>
      writing(from, () =>
        inTurn(async () => {
          if ((await tree.stat(from)) === undefined) throw new ImbedError('source/not-found', { name: from });
          if ((await tree.stat(to)) !== undefined) return 'taken';
          await tree.move(from, to);
          return 'moved';
        }),
      ),
  };
}

async function replaceNote(tree: FileTree, digests: DigestsPort, note: Note, text: string): Promise<Note> {
  const { path, sha256 } = note;
  const now = (await tree.stat(path)) && (await noteOf(path, await tree.read(path), digests));
  if (now?.sha256 !== sha256) throw new ImbedError('note/changed', { name: path });
  const bytes = new TextEncoder().encode(text);
  await tree.write(path, bytes).catch((cause: unknown) => {
    throw isRefused(cause) ? new ImbedError('note/read-only', { name: path }, { cause }) : cause;
  });
  return noteOf(path, bytes, digests);
}

async function* filesBelow(
  tree: FileTree,
  folder: string,
  isHidden: IsHidden,
): AsyncGenerator<WorkspaceFile> {
  const entries = (await reading(folder, () => tree.entries(folder))) ?? [];
  const shown = entries.filter(([name]) => !isHidden(name));
  const inFolder = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  const files = shown.filter(([, type]) => isFile(type)).map(([name]) => fileAt(tree, inFolder(name)));
  for (const file of await Promise.all(files)) if (file !== undefined) yield file;
  for (const [name, type] of shown)
    if (isFolder(type) && !isLink(type)) yield* filesBelow(tree, inFolder(name), isHidden);
}

/** `undefined` for what went away meanwhile. */
async function fileAt(tree: FileTree, path: string): Promise<WorkspaceFile | undefined> {
  const parsed = parseWorkspacePath(path);
  const stat = await reading(path, () => tree.stat(path));
  return parsed.ok && stat !== undefined ? { path: parsed.value, size: stat.size } : undefined;
}

async function existingFile(tree: FileTree, path: WorkspacePath): Promise<FileStat> {
  const stat = await reading(path, () => tree.stat(path));
  if (stat === undefined) throw new ImbedError('source/not-found', { name: path });
  if (!isFile(stat.type)) throw new ImbedError('source/unreadable', { name: path });
  return stat;
}

async function readLimited(
  tree: FileTree,
  path: WorkspacePath,
  { maxBytes, signal }: ReadLimits,
): Promise<Uint8Array> {
  if (signal?.aborted) throw cancelled('not-sent');
  const { size: bytes } = await existingFile(tree, path);
  if (bytes > maxBytes)
    throw new ImbedError('source/too-large', { name: baseNameOf(path), bytes, limitBytes: maxBytes });
  return reading(path, () => tree.read(path));
}
