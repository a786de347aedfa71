import { toImbedError } from '../errors.ts';
import type { PendingEntry } from '../ledger/workspace-ledger.ts';
import { forgetStep } from './forget-step.ts';
import type { JobHost, JobOptions, JobReport, Problem } from './job.ts';
import { createJobRun, type JobRun } from './job-run.ts';
import { createPendingFiles, type PendingFiles } from './pending-files.ts';
import { type ArrivedImage, type PendingWork, pendingStep } from './pending-step.ts';
import { rewriteNotes } from './rewrite-notes.ts';
import { leaveTakenBack, notesOf } from './taken-back.ts';
import { createWaitingRewriting, idOf, type WaitingRewriting } from './waiting-notes.ts';

export interface SyncJobOptions extends JobOptions {
  /** Waits no longer for images that are nowhere any more. */
  readonly forgetLost?: boolean;
  /** Leaves all others waiting, and uploads these even if no note shows them; every one is looked at when absent. */
  readonly onlyEntries?: (entry: PendingEntry) => boolean;
}

/**
 * Uploads what is pending, then points the notes that waited for it at the store, wherever notes and pictures have
 * been moved to since. What no note shows any more is left alone: the notice `sync/not-shown` and, when it has waited for a
 * day, forgotten. Reads no note when none waits. Never rejects; an image that is nowhere any more is the problem
 * `sync/bytes-lost`, and stays pending unless it is to be forgotten.
 */
export function runSyncJob(
  host: JobHost,
  { forgetLost = false, onlyEntries, ...options }: SyncJobOptions = {},
): Promise<JobReport> {
  const run = createJobRun(host, 'sync', options);
  return run.conclude(async () => {
    const { ledger, workspace } = host;
    const pending = await ledger.pending();
    // What notes wait for, where the same profile is a mirror for others by now: the later of two in a map stays.
    const waiting = [...pending, ...(await ledger.unsettled())].filter(onlyEntries ?? (() => true));
    const all = [...new Map(waiting.map((entry) => [idOf(entry), entry])).values()];
    const files = createPendingFiles(host, all);
    const left = onlyEntries === undefined ? await leaveTakenBack(run, files, pending) : new Set();
    const entries = all.filter((entry) => !left.has(idOf(entry)));
    const arrived = await uploadEach(run, files, entries, new Set(pending.map(idOf)), forgetLost);
    if (arrived.length === 0) return;
    const rewriting = createWaitingRewriting(host, files, arrived);
    await rewriteNotes(run, notesOf(workspace), rewriting);
    if (!run.dryRun) await settle(run, arrived, rewriting);
  });
}

/**
 * @param pending ids of those that are not stored yet
 * @returns the images that notes wait for, as far as they are in their store now
 */
async function uploadEach(
  run: JobRun,
  files: PendingFiles,
  entries: readonly PendingEntry[],
  pending: ReadonlySet<string>,
  forgetLost: boolean,
): Promise<readonly ArrivedImage[]> {
  const arrived: ArrivedImage[] = [];
  const work: PendingWork = {
    files,
    isPending: (entry) => pending.has(idOf(entry)),
    arrive: (image) => void arrived.push(image),
  };
  const uploads = entries.map(async (entry) => {
    try {
      const result = await run.perform(pendingStep(run.host, work, entry));
      if (result === undefined) work.arrive({ entry, url: undefined });
      if (result?.pending !== undefined) run.problem({ ...placeOf(entry), error: result.pending });
    } catch (thrown) {
      const error = toImbedError(thrown);
      if (run.signal?.aborted) return;
      if (forgetLost && error.code === 'sync/bytes-lost') await run.perform(forgetStep(run.host, entry));
      else run.problem({ subject: entry.path, error });
    }
  });
  await Promise.all(uploads);
  run.goOn();
  return arrived.filter(({ entry }) => entry.role === 'primary');
}

/** But those that a note still shows from where they were, because it could not be written. */
async function settle(
  { host, problems }: JobRun,
  arrived: readonly ArrivedImage[],
  { imagesIn }: WaitingRewriting,
): Promise<void> {
  const { ledger, clock, workspace } = host;
  const stay = new Set<ArrivedImage>();
  for (const path of new Set(problems.filter(mayStillWait).flatMap(({ note }) => note ?? []))) {
    const images = await workspace.readNote(path).then(imagesIn, () => arrived);
    for (const image of images) stay.add(image);
  }
  for (const { entry } of arrived.filter((image) => !stay.has(image))) {
    const { sha256, profile } = entry;
    await ledger.note({ type: 'settled', sha256, profile, at: clock.now().toISOString() });
  }
}

/** A note that is no UTF-8 never will point elsewhere. */
function mayStillWait({ error }: Problem): boolean {
  return error.code !== 'note/not-utf8';
}

function placeOf({ path, role, profile }: PendingEntry): Pick<Problem, 'subject' | 'mirror'> {
  return { subject: path, ...(role === 'mirror' && { mirror: profile }) };
}
