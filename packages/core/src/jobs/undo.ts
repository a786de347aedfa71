import { utf8 } from '../bytes.ts';
import { ImbedError, toImbedError } from '../errors.ts';
import { sha256Hex } from '../naming/content-hash.ts';
import { applyEdits } from '../text-edit.ts';
import { baseNameOf, type WorkspacePath } from '../workspace/workspace-path.ts';
import type { JobHost, JobOptions, JobReport } from './job.ts';
import { createJobRun, type JobRun } from './job-run.ts';
import {
  lastUndoableJob,
  markUndone,
  readUndoPlan,
  type UndoNote,
  type UndoPlan,
  type UndoTrashed,
  undoFile,
} from './undo-log.ts';

/**
 * Puts notes and files back as they were before a job, the last change first. What changed since stays and is a
 * problem; what never came to pass, or was put back before, is passed over. The next `undo` goes on with the job
 * before; what stayed of this one can be tried again by name. Never rejects; problems are `undo/nothing`, `undo/unreadable` and `undo/changed`, too.
 * @param file name of an undo file, whatever folder stands before it; the last job that changed something and was not undone when absent
 */
export async function undoJob(
  host: JobHost,
  file: string | undefined,
  options: JobOptions = {},
): Promise<JobReport> {
  const run = createJobRun(host, 'undo', options);
  let left: string | undefined;
  const report = await run.conclude(async () => {
    const name = await (file === undefined ? lastUndoableJob(host.records) : undoFile(host.records, file));
    if (name === undefined) throw new ImbedError('undo/nothing');
    const plan = await readUndoPlan(host.records, name);
    if (plan === undefined) throw new ImbedError('undo/unreadable', { name });
    const isWhole = await putBack(run, plan);
    if (run.dryRun) return;
    const marked = await markUndone(host.records, name, isWhole);
    if (!isWhole) left = marked;
  });
  return left === undefined ? report : { ...report, partlyUndone: left };
}

/** @returns whether everything is as it was */
async function putBack(run: JobRun, { trashed, notes }: UndoPlan): Promise<boolean> {
  let isWhole = true;
  const tried = async (path: WorkspacePath, work: () => Promise<void>) => {
    run.goOn();
    try {
      await work();
    } catch (error) {
      isWhole = false;
      run.goOn();
      run.problem({ subject: path, error: toImbedError(error) });
    }
  };
  // Files first: no note is to point at one that is not back yet.
  for (const file of trashed) await tried(file.path, () => bringBack(run, file));
  for (const note of notes) await tried(note.path, () => putNoteBack(run, note));
  return isWhole;
}

async function bringBack(run: JobRun, { path, as }: UndoTrashed): Promise<void> {
  const { records, workspace } = run.host;
  const there = (await workspace.size(path)) !== undefined;
  await run.perform({
    kind: 'restore',
    subject: path,
    identity: path,
    async perform() {
      const way = await records.bringBack(as, path).catch((error) => {
        // Nothing in the trash, and the file in its place: it was never taken away, or is back already.
        if (toImbedError(error).code === 'source/not-found' && there) return 'moved';
        throw error;
      });
      if (way === 'taken') throw new ImbedError('undo/changed', { name: baseNameOf(path) });
      return { target: () => undefined, reused: there };
    },
  });
}

async function putNoteBack(run: JobRun, { path, before, after, edits }: UndoNote): Promise<void> {
  const { workspace, digests } = run.host;
  const note = await workspace.readNote(path);
  run.noteRead(path, []);
  if (note.sha256 === before) return;
  if (note.sha256 !== after) throw new ImbedError('undo/changed', { name: path });
  const text = applyEdits(note.text, edits);
  const hash = await sha256Hex(digests, utf8(text));
  if (hash !== before) throw new ImbedError('undo/unreadable', { name: path });
  if (note.readOnly) throw new ImbedError('note/read-only', { name: path });
  if (!run.dryRun) await workspace.writeNote(note, text).catch(asUndoError);
  run.noteWritten(path);
}

function asUndoError(thrown: unknown): never {
  const error = toImbedError(thrown);
  throw error.code === 'note/changed' ? new ImbedError('undo/changed', error.facts) : error;
}
