import { runNoteJob } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import type { ExitCode, Io } from '../io.ts';
import { runJob } from '../jobs/run-job.ts';

/** `imbed note`: the images of notes go where their plan wants them, and the notes point there. */
export async function note(args: Args, io: Io): Promise<ExitCode> {
  if (args.operands.length === 0) throw new UsageError('no NOTE given');
  const skipDomains =
    args
      .value('skip-domains')
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? [];
  const wishes = { rehost: args.has('rehost'), deleteLocal: args.has('delete-local'), skipDomains };
  return runJob(args.operands, args, io, ({ host }, notes, options) =>
    runNoteJob(host, notes, { ...options, ...wishes }),
  );
}
