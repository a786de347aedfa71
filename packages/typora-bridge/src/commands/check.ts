import { runCheckJob } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import type { ExitCode, Io } from '../io.ts';
import { runJob } from '../jobs/run-job.ts';

/** `imbed check`: what notes miss, and what nothing refers to. */
export async function check(args: Args, io: Io): Promise<ExitCode> {
  if (args.operands.length === 0) throw new UsageError('no PATH given');
  const wishes = {
    external: args.has('external'),
    deleteUnreferenced: args.has('delete-unreferenced'),
    allObjects: args.has('all-objects'),
    restore: args.has('restore'),
    olderThanHours: hours(args.value('older-than') ?? '24'),
  };
  if (wishes.restore && wishes.deleteUnreferenced)
    throw new UsageError('either --delete-unreferenced or --restore');
  return runJob(args.operands, args, io, ({ host }, notes, options) =>
    runCheckJob(host, notes, { ...options, ...wishes }),
  );
}

function hours(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new UsageError('--older-than takes a number of hours');
  return value;
}
