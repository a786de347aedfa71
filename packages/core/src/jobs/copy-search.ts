import { toImbedError } from '../errors.ts';
import { hasImageExtension } from '../markdown/target.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost } from './job.ts';
import type { OwnObject } from './own-objects.ts';

export interface FoundCopy {
  readonly path: WorkspacePath;
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** The ledger has it at this path. */
  readonly isKnown: boolean;
}

/** Looks for local copies of objects, also where they were moved to. */
interface CopySearch {
  /** `undefined` when there is none. Rejects as `Workspace.files` does. */
  find(object: OwnObject): Promise<FoundCopy | undefined>;
}

/** Reads the tree once, when a copy is not where the ledger has it. Only images are remembered. */
export function createCopySearch({ workspace, ledger, digests }: JobHost): CopySearch {
  let tree: Promise<ReadonlyMap<number, readonly WorkspacePath[]>> | undefined;

  async function imagesBySize() {
    const bySize = new Map<number, WorkspacePath[]>();
    for await (const { path, size } of workspace.files())
      if (hasImageExtension(path)) bySize.set(size, [...(bySize.get(size) ?? []), path]);
    return bySize;
  }

  async function hashOf(path: WorkspacePath, maxBytes: number): Promise<string | undefined> {
    try {
      return await sha256Hex(digests, await workspace.read(path, { maxBytes }));
    } catch (error) {
      if (toImbedError(error).code === 'cancelled') throw error;
      return undefined;
    }
  }

  async function findBytes(sha256: string, size: number): Promise<FoundCopy | undefined> {
    for (const { path } of await ledger.localCopies(sha256))
      if ((await workspace.size(path)) === size) return { path, sha256, size, isKnown: true };
    tree ??= imagesBySize();
    for (const path of (await tree).get(size) ?? [])
      if ((await hashOf(path, size)) === sha256) return { path, sha256, size, isKnown: false };
    return undefined;
  }

  return {
    async find({ entries }) {
      for (const { sha256, size } of entries) {
        const found = await findBytes(sha256, size);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
