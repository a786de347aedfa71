import { toImbedError } from '../errors.ts';
import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import { isNoteName } from '../workspace/note-names.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost, JobOptions, JobReport, Problem } from './job.ts';
import { createJobRun, type JobRun } from './job-run.ts';
import { createPendingFiles, type PendingFiles } from './pending-files.ts';
import { type ArrivedImage, pendingStep } from './pending-step.ts';
import { rewriteNotes } from './rewrite-notes.ts';
import { createWaitingRewriting, idOf } from './waiting-notes.ts';

/**
 * Uploads what is pending, then points the notes that waited for it at the store, wherever notes and pictures have
 * been moved to since. Reads no note when none waits. Never rejects; an image that is nowhere any more is the problem
 * `sync/bytes-lost`, and stays pending.
 */
export function runSyncJob(host: JobHost, options: JobOptions = {}): Promise<JobReport> {
  const run = createJobRun(host, 'sync', options);
  return run.conclude(async () => {
    const { ledger, workspace } = host;
    const waiting = [...(await ledger.unsettled()), ...(await ledger.pending())];
    const entries = [...new Map(waiting.map((entry) => [idOf(entry), entry])).values()];
    const files = createPendingFiles(host, entries);
    const arrived = await uploadEach(run, files, entries);
    if (arrived.length === 0) return;
    await rewriteNotes(run, notesOf(workspace), createWaitingRewriting(host, files, arrived));
    if (!run.dryRun && !run.problems.some(mayStillWait)) await settle(host, arrived);
  });
}

/** @returns the images that notes wait for, as far as they are in their store now */
async function uploadEach(
  run: JobRun,
  files: PendingFiles,
  entries: readonly PendingEntry[],
): Promise<readonly ArrivedImage[]> {
  const arrived: ArrivedImage[] = [];
  const arrive = (image: ArrivedImage) => void arrived.push(image);
  const uploads = entries.map(async (entry) => {
    try {
      const result = await run.perform(pendingStep(run.host, files, entry, arrive));
      if (result === undefined) arrive({ entry, url: undefined });
      if (result?.pending !== undefined) run.problem({ subject: entry.path, error: result.pending });
    } catch (error) {
      if (!run.signal?.aborted) run.problem({ subject: entry.path, error: toImbedError(error) });
    }
  });
  await Promise.all(uploads);
  run.goOn();
  return arrived.filter(({ entry }) => entry.role === 'primary');
}

/** A note that could not be written points at the local copy as before; one that is no UTF-8 never will point elsewhere. */
function mayStillWait({ note, error }: Problem): boolean {
  return note !== undefined && error.code !== 'note/not-utf8';
}

async function settle({ ledger, clock }: JobHost, arrived: readonly ArrivedImage[]): Promise<void> {
  for (const { entry } of arrived) {
    const { sha256, profile } = entry;
    await ledger.note({ type: 'settled', sha256, profile, at: clock.now().toISOString() });
  }
}

async function* notesOf(workspace: Workspace): AsyncGenerator<WorkspacePath> {
  for await (const { path } of workspace.files()) if (isNoteName(path)) yield path;
}
