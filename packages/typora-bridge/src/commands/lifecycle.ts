import { type Args, UsageError } from '../args.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed lifecycle show`: what the bucket removes by itself. */
export async function lifecycle(args: Args, io: Io): Promise<ExitCode> {
  if (args.operands.join(' ') !== 'show') throw new UsageError('"imbed lifecycle" needs show');
  return runOnBucket('lifecycle', args, io, async (client) => {
    const rules = await client.lifecycle.rules({ signal: io.signal });
    if (args.has('json')) io.print(`${JSON.stringify({ rules })}\n`);
    else if (rules.length === 0) io.print('The bucket has no rules.\n');
    for (const { id, prefix, enabled, partial, days } of args.has('json') ? [] : rules) {
      const effect =
        days === undefined
          ? 'something other than expiry by age'
          : `expires after ${days === 1 ? '1 day' : `${days} days`}`;
      const limits = `${partial ? ' (some objects only)' : ''}${enabled ? '' : ' (disabled)'}`;
      io.print(`${JSON.stringify(prefix)}  ${effect}${limits}  ${id}\n`);
    }
    return exitCodes.ok;
  });
}
