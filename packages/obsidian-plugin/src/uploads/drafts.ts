import { ImbedError, RECORDS_FOLDER, resolvePath, type Workspace, type WorkspacePath } from '@imbed/core';
import type { DataAdapter } from 'obsidian';
import { makeRecordsFolder } from '../adapters/records-folder.ts';

/**
 * The bytes of images that are on their way, on the disk of this device: what is in no file elsewhere must outlive an
 * app that is closed, killed, or out of memory.
 */
export interface Drafts {
  /** All of them or none, should the app end meanwhile. */
  save(id: string, bytes: Uint8Array): Promise<void>;
  has(id: string): Promise<boolean>;
  /** Rejects with `source/not-found`. */
  read(id: string): Promise<Uint8Array>;
  /** Never rejects. */
  remove(id: string): Promise<void>;
  /** Ids of those that were saved before `time`, in milliseconds as in `Date.now()`. */
  savedBefore(time: number): Promise<readonly string[]>;
}

const FOLDER = 'uploading';

export function createDrafts(workspace: Workspace, adapter: DataAdapter): Drafts {
  async function remove(id: string): Promise<void> {
    const path = draftPath(id);
    try {
      if (await adapter.exists(path)) await adapter.remove(path);
    } catch {
      // What stays does no harm.
    }
  }

  return {
    async save(id, bytes) {
      if (await adapter.exists(draftPath(id))) return;
      await makeRecordsFolder(adapter);
      const part = `${id}.part`;
      await remove(part);
      await workspace.create(draftPath(part), bytes);
      await workspace.move(draftPath(part), draftPath(id));
    },
    has: (id) => adapter.exists(draftPath(id)),
    read: (id) => workspace.read(draftPath(id), { maxBytes: Number.POSITIVE_INFINITY }),
    remove,
    async savedBefore(time) {
      const folder = `${RECORDS_FOLDER}/${FOLDER}`;
      if (!(await adapter.exists(folder))) return [];
      const { files } = await adapter.list(folder);
      const found = await Promise.all(
        files.map(async (path) => (((await adapter.stat(path))?.mtime ?? time) < time ? [path] : [])),
      );
      return found.flat().map((path) => path.slice(path.lastIndexOf('/') + 1));
    },
  };
}

function draftPath(id: string): WorkspacePath {
  const path = resolvePath(RECORDS_FOLDER, `${FOLDER}/${id}`);
  if (path === undefined) throw new ImbedError('internal', { name: id });
  return path;
}
