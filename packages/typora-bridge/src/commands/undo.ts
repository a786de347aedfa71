import { undoJob } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import type { ExitCode, Io } from '../io.ts';
import { foldersNear, hasJobToUndo } from '../jobs/elsewhere.ts';
import { runWorkspaceJob, type WorkspaceWork } from '../jobs/run-job.ts';

/** `imbed undo`: notes are put back as they were before the last job, or the one of FILE. */
export async function undo(args: Args, io: Io): Promise<ExitCode> {
  const [file, ...more] = args.operands;
  if (more.length > 0) throw new UsageError('"imbed undo" takes one FILE');
  const work: WorkspaceWork = ({ host }, options) => undoJob(host, file, options);
  return runWorkspaceJob(args.value('in') ?? '.', args, io, work, async ({ root }, { problems }) => {
    if (!problems.some(({ error }) => error.code === 'undo/nothing')) return [];
    const folders = await foldersNear(root, io, hasJobToUndo);
    return folders.map((folder) => `imbed undo --in ${folder}`);
  });
}
