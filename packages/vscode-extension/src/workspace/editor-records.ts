import { type AppendFilePort, addRepositoryFiles, ImbedError, type WorkspaceRecords } from '@imbed/core';
import { createEditorAppendFile } from './editor-append-file.ts';
import { writing } from './file-errors.ts';
import { type FileTree, isFile } from './file-tree.ts';

/**
 * Records in a folder of the editor's, which may be elsewhere than the files that they are about: what is taken away
 * is copied, and deleted only then.
 * @param home of the records
 * @param prepare what has to be done at home before something is put there
 */
export function createEditorRecords(
  files: FileTree,
  home: FileTree,
  prepare: () => Promise<void> = async () => undefined,
): WorkspaceRecords {
  const opened = new Map<string, AppendFilePort>();

  function open(name: string): AppendFilePort {
    const file = createEditorAppendFile(home, name);
    return {
      ...file,
      async append(line) {
        await writing(name, prepare);
        await file.append(line);
      },
    };
  }

  return {
    open(name) {
      const known = opened.get(name) ?? open(name);
      opened.set(name, known);
      return known;
    },
    async list(folder) {
      const entries = (await home.entries(folder)) ?? [];
      return entries.flatMap(([name, type]) => (isFile(type) ? [name] : [])).sort();
    },
    rename: (name, to) => writing(name, () => home.move(name, to)),
    takeAway: (path, name) =>
      writing(path, async () => {
        await assertThere(files, path);
        await prepare();
        const own = await freeName(home, name);
        await home.write(own, await files.read(path));
        await files.remove(path);
        return own;
      }),
    bringBack: (name, path) =>
      writing(path, async () => {
        await assertThere(home, name);
        const bytes = await home.read(name);
        const isThere = (await files.stat(path)) !== undefined;
        if (isThere && !areSame(bytes, await files.read(path))) return 'taken';
        if (!isThere) await files.write(path, bytes);
        await home.remove(name);
        return 'moved';
      }),
  };
}

async function assertThere(tree: FileTree, path: string): Promise<void> {
  if ((await tree.stat(path)) === undefined) throw new ImbedError('source/not-found', { name: path });
}

async function freeName(home: FileTree, name: string): Promise<string> {
  for (let count = 1; ; count++) {
    const own = count === 1 ? name : `${name}.${count}`;
    if ((await home.stat(own)) === undefined) return own;
  }
}

function areSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, index) => byte === other[index]);
}

/** For a home that travels with the notes. */
export function withRepositoryFiles(home: FileTree): () => Promise<void> {
  return () =>
    addRepositoryFiles({
      has: async (name) => (await home.stat(name)) !== undefined,
      write: (name, text) => home.write(name, new TextEncoder().encode(text)),
    });
}
