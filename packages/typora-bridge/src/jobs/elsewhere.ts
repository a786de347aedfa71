import { relative } from 'node:path';
import { createWorkspaceLedger, lastUndoableJob, type WorkspaceRecords } from '@imbed/core';
import { createWorkspaceRecords, stateFolder, type WorkspaceRoot, workspacesNear } from '@imbed/core/node';
import type { Io } from '../io.ts';
import { shellWord } from '../setup/shell-word.ts';

/**
 * Folders around `root`, or in it, that keep records of their own with something in them; as words of a command line,
 * seen from the current folder.
 */
export async function foldersNear(
  root: WorkspaceRoot,
  io: Io,
  hasSomething: (records: WorkspaceRecords) => Promise<boolean>,
): Promise<readonly string[]> {
  const state = stateFolder(io);
  const found: string[] = [];
  for (const near of workspacesNear(root, state)) {
    // What cannot be read there is no matter of this folder.
    const isMeant = await hasSomething(createWorkspaceRecords(near, state)).catch(() => false);
    if (isMeant) found.push(shellWord(fromHere(near.path), io.platform));
  }
  return found;
}

export async function hasJobToUndo(records: WorkspaceRecords): Promise<boolean> {
  return (await lastUndoableJob(records)) !== undefined;
}

export async function hasSomethingToSync(records: WorkspaceRecords): Promise<boolean> {
  const ledger = createWorkspaceLedger(records.open('ledger.jsonl'));
  return [...(await ledger.pending()), ...(await ledger.unsettled())].length > 0;
}

/** Not to be taken for an option. */
function fromHere(path: string): string {
  const short = relative(process.cwd(), path) || '.';
  return short.startsWith('-') ? `./${short}` : short;
}
