import { type Args, UsageError } from '../args.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed cp`: copies inside the bucket, on the server. */
export async function cp(args: Args, io: Io): Promise<ExitCode> {
  const [from, to, ...more] = args.operands;
  if (from === undefined || to === undefined || more.length > 0)
    throw new UsageError('"imbed cp" needs two KEYs: from, to');
  return runOnBucket(from, args, io, async (client) => {
    await client.copy(from, to, { signal: io.signal });
    io.print(`${to}\n`);
    return exitCodes.ok;
  });
}
