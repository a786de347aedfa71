import { runMigrateJob } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import type { ExitCode, Io } from '../io.ts';
import { runJob } from '../jobs/run-job.ts';

/** `imbed migrate`: objects of one profile that notes refer to are copied to another, and the notes point there. */
export async function migrate(args: Args, io: Io): Promise<ExitCode> {
  const [from, to] = [args.value('from'), args.value('to')];
  if (!from || !to) throw new UsageError('--from PROFILE and --to PROFILE are needed');
  if (from === to) throw new UsageError('--from and --to are the same profile');
  if (args.operands.length === 0) throw new UsageError('no PATH given');
  const keepKeys = args.has('keep-keys');
  return runJob(args.operands, args, io, ({ host }, notes, options) =>
    runMigrateJob(host, notes, { ...options, from, to, keepKeys }),
  );
}
