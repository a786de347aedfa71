import { ImbedError, RECORDS_FOLDER, resolvePath, type Workspace, type WorkspacePath } from '@imbed/core';
import type { DataAdapter } from 'obsidian';

/**
 * The bytes of images that are on their way, on the disk of this device: what is in no file elsewhere must outlive an
 * app that is closed, killed, or out of memory.
 */
export interface Drafts {
  save(id: string, bytes: Uint8Array): Promise<void>;
  /** Rejects with `source/not-found`. */
  read(id: string): Promise<Uint8Array>;
  /** Never rejects. */
  remove(id: string): Promise<void>;
}

export function createDrafts(workspace: Workspace, adapter: DataAdapter): Drafts {
  return {
    async save(id, bytes) {
      await workspace.create(draftPath(id), bytes);
    },
    read: (id) => workspace.read(draftPath(id), { maxBytes: Number.POSITIVE_INFINITY }),
    async remove(id) {
      const path = draftPath(id);
      try {
        if (await adapter.exists(path)) await adapter.remove(path);
      } catch {
        // What stays does no harm.
      }
    },
  };
}

function draftPath(id: string): WorkspacePath {
  const path = resolvePath(RECORDS_FOLDER, `uploading/${id}`);
  if (path === undefined) throw new ImbedError('internal', { name: id });
  return path;
}
