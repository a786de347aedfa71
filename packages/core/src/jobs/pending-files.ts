import { toImbedError } from '../errors.ts';
import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost } from './job.ts';

interface FoundFile {
  readonly path: WorkspacePath;
  readonly bytes: Uint8Array;
}

/** Where the bytes of pending entries are by now. */
export interface PendingFiles {
  /**
   * The bytes of an entry: from where it says, from a copy that the ledger knows, or from any file of this size.
   * `undefined` when they are nowhere. Rejects as `Workspace.files` does, and with `cancelled`.
   */
  find(entry: PendingEntry, signal: AbortSignal | undefined): Promise<FoundFile | undefined>;
  /** SHA-256 of a file that has the size of one of the entries, read once; `undefined` for every other file. */
  hashOf(path: WorkspacePath, size: number): Promise<string | undefined>;
}

/** Reads the tree when it is needed, once, and remembers of it what the entries are concerned with. */
export function createPendingFiles(
  { workspace, ledger, digests }: JobHost,
  entries: readonly PendingEntry[],
): PendingFiles {
  const sizes = new Set(entries.map(({ size }) => size));
  const hashes = new Map<WorkspacePath, string | undefined>();
  let tree: Promise<ReadonlyMap<number, readonly WorkspacePath[]>> | undefined;

  async function readTree() {
    const bySize = new Map([...sizes].map((size): [number, WorkspacePath[]] => [size, []]));
    for await (const { path, size } of workspace.files()) bySize.get(size)?.push(path);
    return bySize;
  }

  async function read(path: WorkspacePath, maxBytes: number, signal: AbortSignal | undefined) {
    try {
      const bytes = await workspace.read(path, { maxBytes, ...(signal && { signal }) });
      const sha256 = await sha256Hex(digests, bytes);
      hashes.set(path, sha256);
      return { path, bytes, sha256 };
    } catch (error) {
      // A file that cannot be read is not where the bytes are found.
      if (toImbedError(error).code === 'cancelled') throw error;
      hashes.set(path, undefined);
      return undefined;
    }
  }

  return {
    async find({ path, sha256, size }, signal) {
      const copies = (await ledger.localCopies(sha256)).map((copy) => copy.path);
      const tryAll = async (paths: readonly WorkspacePath[]) => {
        for (const one of paths) {
          // Read before, and found to hold something else.
          if (hashes.has(one) && hashes.get(one) !== sha256) continue;
          const found = await read(one, size, signal);
          if (found?.sha256 === sha256) return found;
        }
        return undefined;
      };
      const known = await tryAll([path, ...copies]);
      if (known !== undefined) return known;
      tree ??= readTree();
      return tryAll((await tree).get(size) ?? []);
    },
    async hashOf(path, size) {
      if (!sizes.has(size)) return undefined;
      if (!hashes.has(path)) await read(path, size, undefined);
      return hashes.get(path);
    },
  };
}
