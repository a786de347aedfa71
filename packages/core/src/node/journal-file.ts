import { randomUUID } from 'node:crypto';
import { appendFile, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type JournalFile, journalLines } from '../bucket/journal.ts';
import { makeFolder } from './make-folder.ts';
import { takeTurn } from './take-turn.ts';
import { writing } from './workspace/file-errors.ts';

/** A journal on the disk, which is of use to one process at a time. */
export interface OwnedJournalFile extends JournalFile {
  /**
   * Nobody else has it until the answer is called. Rejects with `local/in-use`, or `local/write-failed`.
   * @param name of what it is about, for that error
   */
  own(name: string): Promise<() => Promise<void>>;
}

/** What nobody has gone on with for so long is given up; stores drop the parts of it by rules of their own. */
const GIVEN_UP_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * For its owner alone. Only the beginning is forced onto the disk: lines that a power cut takes cost a part each, and a
 * kill takes none.
 *
 * @param passing one of many beside it that are removed when their work is done, or given up after a month
 */
export function createJournalFile(path: string, { passing = false } = {}): OwnedJournalFile {
  return {
    read: () => readFile(path, 'utf8').catch(() => undefined),
    async begin(line) {
      await writing(path, () => replace(path, line));
      if (passing) await sweep(dirname(path)).catch(() => undefined);
    },
    append: (line) => writing(path, () => appendFile(path, line, { mode: 0o600 })),
    remove: () => writing(path, () => rm(path, { force: true })),
    async own(name) {
      return writing(path, () => {
        makeFolder(dirname(path));
        return takeTurn(`${path}.lock`, name);
      });
    },
  };
}

const swept = new Set<string>();

/** Once a process: there may be many. */
async function sweep(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > GIVEN_UP_MS) await giveUp(path);
  }
}

/** As `openFileTarget` has it; nothing else is ever removed. */
const draftName = /^\..*\.[0-9a-f]{16}\.imbed-part$/;

/** With what a download left in the user's folder; a disk that is not there keeps it. */
async function giveUp(path: string): Promise<void> {
  const [head] = journalLines(await readFile(path, 'utf8'));
  const { drafts = [] } = Object(head) as { readonly drafts?: readonly unknown[] };
  for (const draft of drafts)
    if (typeof draft === 'string' && draftName.test(basename(draft))) await removeOld(draft);
  await rm(path);
}

async function removeOld(draft: string): Promise<void> {
  const stats = await stat(draft).catch(() => undefined);
  if (stats !== undefined && Date.now() - stats.mtimeMs > GIVEN_UP_MS) await rm(draft);
}

async function replace(path: string, text: string): Promise<void> {
  makeFolder(dirname(path));
  // Two may write it at once, also in one process.
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
