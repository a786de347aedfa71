import { realpathSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ImbedError, toImbedError } from '../../errors.ts';
import { type IsHidden, isHiddenName } from '../../workspace/hidden-names.ts';
import type { Workspace, WorkspaceFile } from '../../workspace/workspace.ts';
import { parseWorkspacePath } from '../../workspace/workspace-path.ts';
import { isAbsent, reading, writing } from './file-errors.ts';
import { createMachineFiles } from './machine-files.ts';
import { createFile, moveToEntry } from './new-file.ts';
import { changed, readNoteFile, replaceNote } from './note-file.ts';
import { exists } from './place-file.ts';
import { createPlaces, type Places } from './places.ts';
import { type Locate, readLimited, sizeOf, sizeOfFile } from './read-file.ts';
import { walk } from './walk.ts';

/**
 * A folder of this machine and what is below it.
 * @param root throws `source/not-found` or `source/unreadable` when there is no such folder
 */
export function createNodeWorkspace(root: string): Workspace {
  const realRoot = realFolder(root);
  const places = createPlaces(realRoot);
  return {
    files: (folder = '', isHidden = isHiddenName) => filesOf(places, folder, isHidden),
    names: (folder) => namesIn(places, folder),
    readNote: (path) =>
      reading(path, async () => {
        const real = await places.existing(path);
        await sizeOfFile(path, real);
        return readNoteFile(path, real);
      }),
    writeNote: (note, text) =>
      writing(note.path, async () => {
        const real = await places.existing(note.path).catch((error: unknown) => {
          throw isAbsent(error) ? changed(note) : error;
        });
        return replaceNote(real, note, text);
      }),
    size: (path) => sizeOf(path, () => places.existing(path)),
    read: (path, limits) => readLimited(path, () => places.existing(path), limits),
    create: (path, bytes) => writing(path, async () => createFile(await places.entry(path), bytes)),
    move: (from, to) =>
      writing(from, async () => {
        const source = await reading(from, async () => (await places.entry(from)).absolute);
        if (!(await exists(source))) throw new ImbedError('source/not-found', { name: from });
        return moveToEntry(source, await places.entry(to));
      }),
    machine: createMachineFiles(realRoot, places),
  };
}

function realFolder(root: string): string {
  try {
    return realpathSync.native(root);
  } catch (cause) {
    const code = isAbsent(cause) ? 'source/not-found' : 'source/unreadable';
    throw new ImbedError(code, { name: root }, { cause });
  }
}

/** As many as keep the disk busy. */
const STATS_AT_ONCE = 64;

async function* filesOf(places: Places, folder: string, isHidden: IsHidden): AsyncGenerator<WorkspaceFile> {
  const start = await folderOf(places, folder);
  if (start === undefined) return;
  for await (const { path: below, files, links } of walk(start, { isHidden })) {
    const found = [
      ...files.map((name) => ({ name, locate: async () => join(start, below, name) })),
      ...links.map((name) => ({ name, locate: () => places.existing(joined(folder, below, name)) })),
    ];
    for (let from = 0; from < found.length; from += STATS_AT_ONCE) {
      const some = found.slice(from, from + STATS_AT_ONCE);
      const sizes = await Promise.all(some.map(({ name, locate }) => sizeOfWalked(name, locate)));
      for (const [index, { name }] of some.entries()) {
        const path = parseWorkspacePath(joined(folder, below, name));
        const size = sizes[index];
        if (path.ok && size !== undefined) yield { path: path.value, size };
      }
    }
  }
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}

/** `undefined` for what is no file (any more), and for links that lead out of the tree. */
async function sizeOfWalked(name: string, locate: Locate): Promise<number | undefined> {
  try {
    return await sizeOf(name, locate);
  } catch (error) {
    if (toImbedError(error).code === 'source/outside') return undefined;
    throw error;
  }
}

async function namesIn(places: Places, folder: string): Promise<readonly string[]> {
  const real = await folderOf(places, folder);
  return real === undefined ? [] : reading(folder, () => readdir(real));
}

/** `undefined` where there is no such folder. */
function folderOf(places: Places, folder: string): Promise<string | undefined> {
  return reading(folder, async () => {
    try {
      const real = await places.existing(folder);
      return (await stat(real)).isDirectory() ? real : undefined;
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  });
}
