import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { exists, moveFile, moveOnDisk, syncFolders, writeDraft } from './place-file.ts';
import type { Entry } from './places.ts';

/** Folders of a workspace are for whoever the user lets see his files. */
const FOLDER_MODE = 0o777;

/** Whole and on the disk, or not there at all. */
export async function createFile(entry: Entry, bytes: Uint8Array): Promise<'created' | 'taken'> {
  const { absolute } = entry;
  if (await exists(absolute)) return 'taken';
  makeFolder(dirname(absolute), FOLDER_MODE);
  const draft = await writeDraft(absolute, bytes);
  try {
    if ((await moveOnDisk(draft, absolute)) === 'taken') return 'taken';
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolders(dirname(absolute), entry.existingFolder);
  return 'created';
}

/** Of a symbolic link, the link. */
export async function moveToEntry(from: string, entry: Entry): Promise<'moved' | 'taken'> {
  const { absolute } = entry;
  if (await exists(absolute)) return 'taken';
  makeFolder(dirname(absolute), FOLDER_MODE);
  if ((await moveFile(from, absolute)) === 'taken') return 'taken';
  await syncFolders(dirname(absolute), entry.existingFolder);
  await syncFolders(dirname(from));
  return 'moved';
}
