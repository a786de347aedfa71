import { runSyncJob } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import type { ExitCode, Io } from '../io.ts';
import { foldersNear, hasSomethingToSync } from '../jobs/elsewhere.ts';
import { runWorkspaceJob, type WorkspaceWork } from '../jobs/run-job.ts';

/** `imbed sync`: what is pending in the workspace is uploaded, and the notes that wait for it point there. */
export async function sync(args: Args, io: Io): Promise<ExitCode> {
  const [path = '.', ...more] = args.operands;
  if (more.length > 0) throw new UsageError('"imbed sync" takes one PATH');
  const forgetLost = args.has('forget-lost');
  const work: WorkspaceWork = ({ host }, options) => runSyncJob(host, { ...options, forgetLost });
  return runWorkspaceJob(path, args, io, work, async ({ root }) => {
    const folders = await foldersNear(root, io, hasSomethingToSync);
    return folders.map((folder) => `imbed sync ${folder}`);
  });
}
