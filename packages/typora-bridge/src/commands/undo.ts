import { undoJob } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import type { ExitCode, Io } from '../io.ts';
import { runWorkspaceJob } from '../jobs/run-job.ts';

/** `imbed undo`: notes are put back as they were before the last job, or the one of FILE. */
export async function undo(args: Args, io: Io): Promise<ExitCode> {
  const [file, ...more] = args.operands;
  if (more.length > 0) throw new UsageError('"imbed undo" takes one FILE');
  return runWorkspaceJob(args.value('in') ?? '.', args, io, ({ host }, options) =>
    undoJob(host, file, options),
  );
}
