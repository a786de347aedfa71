import type { ListedObject } from '../store/object-store.ts';
import { type JournalFile, journalLine, journalLines } from './journal.ts';
import type { TreeFile } from './sync-plan.ts';

/** Remembers which file was which object, so that neither has to be read to know it again. */
export interface SyncMemo {
  knows(file: TreeFile, object: Pick<ListedObject, 'etag'>): boolean;
  /** @param ours it was written by us, whole, and nobody else is at it */
  learn(file: TreeFile, etag: string | undefined, ours?: boolean): Promise<void>;
}

interface Line extends TreeFile {
  readonly etag: string;
}

/** A file can change again within a tick of the disk's clock, and keep its time; FAT's are two seconds long. */
const TICK_MS = 2_000;

/**
 * @param files that are there; what is remembered of others is forgotten
 * @param now in milliseconds; what changed right before is not remembered
 */
export async function openSyncMemo(
  journal: JournalFile | undefined,
  files: readonly TreeFile[],
  now: () => number,
): Promise<SyncMemo> {
  if (journal === undefined) return { knows: () => false, learn: async () => {} };
  const lines = journalLines(await journal.read()) as readonly Line[];
  const there = new Set(files.map(({ name }) => name));
  const known = new Map(lines.flatMap((line) => (there.has(line.name) ? [[line.name, line]] : [])));
  // Without what later lines made void, and without a last line that was torn.
  await journal.begin([...known.values()].map(journalLine).join(''));
  return {
    knows(file, { etag }) {
      const line = known.get(file.name);
      return line !== undefined && line.etag === etag && isUntouched(line, file);
    },
    async learn({ name, size, mtimeMs, ctimeMs }, etag, ours = false) {
      if (etag === undefined || (!ours && now() - Math.max(mtimeMs, ctimeMs) < TICK_MS)) return;
      const line = { name, size, mtimeMs, ctimeMs, etag };
      known.set(name, line);
      await journal.append(journalLine(line));
    },
  };
}

/** Its number on the disk is not asked for: disks without lasting ones, such as FAT, would be read whole each time. */
function isUntouched(before: TreeFile, { size, mtimeMs, ctimeMs }: TreeFile): boolean {
  return before.size === size && before.mtimeMs === mtimeMs && before.ctimeMs === ctimeMs;
}
