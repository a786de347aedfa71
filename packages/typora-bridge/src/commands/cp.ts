import { type Args, UsageError } from '../args.ts';
import { openBucketClient } from '../bucket/open-client.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { spareMemory } from '../bucket/spare-memory.ts';
import { openTransferBar } from '../bucket/transfer-bar.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed cp`: copies an object, on the server where that can be, else through this machine. */
export async function cp(args: Args, io: Io): Promise<ExitCode> {
  const [from, operand, ...more] = args.operands;
  if (from === undefined || operand === undefined || more.length > 0)
    throw new UsageError('"imbed cp" needs two KEYs: from, to');
  const to = operand.endsWith('/') ? operand + from.slice(from.lastIndexOf('/') + 1) : operand;
  if (to === from && !args.has('to')) throw new UsageError(`${from} cannot be copied onto itself`);
  return runOnBucket(from, args, io, async (client) => {
    const target = args.has('to') ? await openBucketClient(args, io, 'to') : client;
    const { signal } = io;
    const sweep = spareMemory(1);
    const bar = await openTransferBar(io, args.has('quiet'), [0]);
    const onProgress = (bytes: number, total: number) => {
      bar.moved(0, bytes, total);
      sweep(bytes);
    };
    try {
      const { key } = await client.copy(from, to, {
        target,
        signal,
        onProgress,
        keepOthers: !args.has('replace'),
      });
      io.print(`${key}\n`);
    } finally {
      bar.stop();
    }
    return exitCodes.ok;
  });
}
