import { appendFile, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalFile } from '../bucket/journal.ts';
import { ImbedError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';

/**
 * For its owner alone. Only the beginning is forced onto the disk: lines that a power cut takes cost a part each, and a
 * kill takes none.
 */
export function createJournalFile(path: string): JournalFile {
  return {
    read: () => readFile(path, 'utf8').catch(() => undefined),
    begin: (line) => telling(path, () => replace(path, line)),
    append: (line) => telling(path, () => appendFile(path, line)),
    remove: () => telling(path, () => rm(path, { force: true })),
  };
}

async function replace(path: string, text: string): Promise<void> {
  makeFolder(dirname(path));
  const draft = `${path}.${process.pid}`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

async function telling(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const serviceCode = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new ImbedError('local/write-failed', { name: path, serviceCode }, { cause });
  }
}
