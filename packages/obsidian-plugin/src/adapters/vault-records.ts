import {
  type AppendFilePort,
  folderOf,
  ImbedError,
  isImbedError,
  RECORDS_FOLDER,
  resolvePath,
  type WorkspacePath,
  type WorkspaceRecords,
} from '@imbed/core';
import type { DataAdapter } from 'obsidian';
import { makeRecordsFolder } from './records-folder.ts';
import { createVaultAppendFile } from './vault-append-file.ts';
import { makeFolder } from './vault-folders.ts';

/** `.imbed/` at the root of the vault, where the command line has it, too. */
export function createVaultRecords(adapter: DataAdapter): WorkspaceRecords {
  const files = new Map<string, AppendFilePort>();

  function open(name: string): AppendFilePort {
    const path = recordPath(name);
    const file = createVaultAppendFile(adapter, path);
    return {
      ...file,
      async append(line) {
        await makeRecordsFolder(adapter);
        await file.append(line);
      },
    };
  }

  return {
    open(name) {
      const known = files.get(name) ?? open(name);
      files.set(name, known);
      return known;
    },
    async list(folder) {
      const path = recordPath(folder);
      if (!(await adapter.exists(path))) return [];
      return (await adapter.list(path)).files.map((file) => file.slice(path.length + 1)).sort();
    },
    rename: (name, to) => writing(name, () => adapter.rename(recordPath(name), recordPath(to))),
    takeAway: (path, name) =>
      writing(path, async () => {
        if (!(await adapter.exists(path))) throw new ImbedError('source/not-found', { name: path });
        await makeRecordsFolder(adapter);
        const own = await freeName(adapter, name);
        await makeFolder(adapter, folderOf(recordPath(own)));
        await adapter.rename(path, recordPath(own));
        return own;
      }),
    bringBack: (name, path) =>
      writing(path, async () => {
        const source = recordPath(name);
        if (!(await adapter.exists(source))) throw new ImbedError('source/not-found', { name });
        if (await adapter.exists(path)) {
          if (!(await holdSame(adapter, source, path))) return 'taken';
          await adapter.remove(source);
          return 'moved';
        }
        await makeFolder(adapter, folderOf(path));
        await adapter.rename(source, path);
        return 'moved';
      }),
  };
}

function recordPath(name: string): WorkspacePath {
  const path = resolvePath(RECORDS_FOLDER, name);
  if (path === undefined) throw new ImbedError('internal', { name });
  return path;
}

async function freeName(adapter: DataAdapter, name: string): Promise<string> {
  for (let count = 1; ; count++) {
    const own = count === 1 ? name : `${name}.${count}`;
    if (!(await adapter.exists(recordPath(own)))) return own;
  }
}

/** Killed between two names, a file may have both. */
async function holdSame(adapter: DataAdapter, one: string, other: string): Promise<boolean> {
  const [mine, theirs] = await Promise.all([adapter.readBinary(one), adapter.readBinary(other)]);
  const bytes = new Uint8Array(theirs);
  return (
    mine.byteLength === bytes.length && new Uint8Array(mine).every((byte, index) => byte === bytes[index])
  );
}

async function writing<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw isImbedError(cause) ? cause : new ImbedError('local/write-failed', { name }, { cause });
  }
}
