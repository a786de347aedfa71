import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { lstat, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ImbedError } from '../../errors.ts';
import type { AppendFilePort } from '../../ports.ts';
import { RECORDS_FOLDER, repositoryFiles } from '../../workspace/records-folder.ts';
import type { WorkspaceRecords } from '../../workspace/workspace.ts';
import { createAppendFile } from '../append-file.ts';
import { makeFolder } from '../make-folder.ts';
import { newDraftPath } from './draft-path.ts';
import { isAbsent, reading, writing } from './file-errors.ts';
import { moveToEntry } from './new-file.ts';
import { exists } from './place-file.ts';
import { createPlaces } from './places.ts';
import { makePrivateFolder, privateFolder } from './private-records.ts';
import type { WorkspaceRoot } from './workspace-root.ts';

/**
 * `.imbed/` at a marked root, where the ledger travels with the notes; else a folder of its own below `stateFolder`,
 * where nobody stumbles over it. Made with the first record.
 */
export function createWorkspaceRecords(root: WorkspaceRoot, stateFolder: string): WorkspaceRecords {
  const base = root.marked ? join(root.path, RECORDS_FOLDER) : privateFolder(root, stateFolder);
  const prepare = () => (root.marked ? makeSharedFolder(base) : makePrivateFolder(root, stateFolder));
  const places = createPlaces(root.path);
  return {
    open(name) {
      const file = createAppendFile(join(base, name), { durable: isWayBack(name) });
      return root.marked ? sharedFile(base, name, file) : preparedFile(join(base, name), prepare, file);
    },
    list: (folder) => reading(folder, () => filesIn(join(base, folder))),
    rename: (name, to) => writing(name, () => rename(join(base, name), join(base, to))),
    takeAway: (path, name) =>
      writing(path, async () => {
        const { absolute } = await places.entry(path);
        if (!(await exists(absolute))) throw new ImbedError('source/not-found', { name: path });
        prepare();
        for (let count = 1; ; count++) {
          const own = count === 1 ? name : `${name}.${count}`;
          const entry = { absolute: join(base, own), existingFolder: base };
          if ((await moveToEntry(absolute, entry)) === 'moved') return own;
        }
      }),
    bringBack: (name, path) =>
      writing(path, async () => {
        const source = join(base, name);
        if (!(await exists(source))) throw new ImbedError('source/not-found', { name });
        const entry = await places.entry(path);
        if ((await moveToEntry(source, entry)) === 'moved') return 'moved';
        if (!(await isSameFile(source, entry.absolute))) return 'taken';
        await rm(source);
        return 'moved';
      }),
  };
}

/** Killed on its way, in whatever direction, a file has both names. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const stats = await Promise.all([lstat(one), lstat(other)]);
  const [size, otherSize] = stats.map((found) => (found.isFile() ? found.size : undefined));
  return size !== undefined && size === otherSize && (await readFile(one)).equals(await readFile(other));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map(({ name }) => name).sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** With its files from the moment that it is there; one that somebody else made gets what is missing. */
function makeSharedFolder(path: string): void {
  if (existsSync(path)) {
    addMissing(path);
    return;
  }
  const draft = newDraftPath(path);
  try {
    mkdirSync(draft);
    for (const [name, text] of Object.entries(repositoryFiles)) writeFileSync(join(draft, name), text);
    renameSync(draft, path);
  } catch (error) {
    // Another process made it in this moment.
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function addMissing(folder: string): void {
  for (const [name, text] of Object.entries(repositoryFiles)) {
    const file = join(folder, name);
    if (!existsSync(file)) writeFileSync(file, text);
  }
}

/** What puts notes back has to be there before they are changed; what is lost of a ledger is found again. */
function isWayBack(name: string): boolean {
  return name.startsWith('undo/');
}

function preparedFile(path: string, prepare: () => void, file: AppendFilePort): AppendFilePort {
  let isPrepared = false;
  return {
    ...file,
    append: async (line) => {
      if (!isPrepared) await writing(path, async () => prepare());
      isPrepared = true;
      await file.append(line);
    },
  };
}

/** May be read by whoever may read the notes, unlike the files of the user's state. */
function sharedFile(base: string, name: string, file: AppendFilePort): AppendFilePort {
  const path = join(base, name);
  return {
    ...file,
    append: (line) =>
      writing(path, async () => {
        if (!existsSync(path)) {
          makeSharedFolder(base);
          makeFolder(dirname(path), 0o777);
          closeSync(openSync(path, 'a'));
        }
        await file.append(line);
      }),
  };
}
