import type { Client } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed uploads`: shows or ends uploads in parts that nobody completed; their parts cost money. */
export async function uploads(args: Args, io: Io): Promise<ExitCode> {
  const [action, prefix = '', ...more] = args.operands;
  if ((action !== 'list' && action !== 'abort') || more.length > 0)
    throw new UsageError('"imbed uploads" needs list or abort, and takes one PREFIX');
  return runOnBucket(prefix || '/', args, io, async (client) => {
    for await (const { key, uploadId, startedAt } of all(client, prefix, io)) {
      if (action === 'abort')
        await client.unfinished.abort({ key, uploadId, startedAt }, { signal: io.signal });
      io.print(
        args.has('json')
          ? `${JSON.stringify({ key, uploadId, startedAt })}\n`
          : `${startedAt?.toISOString() ?? ''}  ${JSON.stringify(key)}\n`,
      );
    }
    return exitCodes.ok;
  });
}

function all(client: Client, prefix: string, io: Io) {
  return client.unfinished.list(prefix, { signal: io.signal });
}
