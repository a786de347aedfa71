import { type Args, UsageError } from '../args.ts';
import { secondsFrom } from '../bucket/durations.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed share`: a link that anybody can open. */
export async function share(args: Args, io: Io): Promise<ExitCode> {
  const keys = args.operands;
  if (keys.length === 0) throw new UsageError('"imbed share" needs a KEY');
  const seconds = secondsFrom(args.value('for') ?? '1h');
  return runOnBucket(keys.join(' '), args, io, async (client) => {
    for (const key of keys) {
      const { url, expiresAt } = await client.share(key, { seconds, signal: io.signal });
      io.print(args.has('json') ? `${JSON.stringify({ key, url, expiresAt })}\n` : `${url}\n`);
    }
    return exitCodes.ok;
  });
}
