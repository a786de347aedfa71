import { runFlipJob } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import type { ExitCode, Io } from '../io.ts';
import { runJob } from '../jobs/run-job.ts';

/** `imbed flip`: notes point at local copies, or at the store, and what is missing there is brought there first. */
export async function flip(args: Args, io: Io): Promise<ExitCode> {
  const to = args.value('to');
  if (to !== 'local' && to !== 'remote') throw new UsageError('--to local or --to remote is needed');
  if (args.operands.length === 0) throw new UsageError('no PATH given');
  return runJob(args.operands, args, io, ({ host }, notes, options) =>
    runFlipJob(host, notes, { ...options, to }),
  );
}
