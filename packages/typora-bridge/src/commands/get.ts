import { join, sep } from 'node:path';
import { type Args, UsageError } from '../args.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { spareMemory } from '../bucket/spare-memory.ts';
import { createTransferBar } from '../bucket/transfer-bar.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed get`: fetches objects into a folder, and prints the path of each. */
export async function get(args: Args, io: Io): Promise<ExitCode> {
  const keys = args.operands;
  if (keys.length === 0) throw new UsageError('"imbed get" needs a KEY');
  const sweep = spareMemory();
  let before = 0;
  return runOnBucket(keys.join(' '), args, io, async (client) => {
    const bar = createTransferBar(
      io,
      args.has('quiet'),
      keys.map(() => 0),
    );
    try {
      for (const [index, key] of keys.entries()) {
        const { path, size } = await client.get(key, {
          into: join(args.value('into') ?? '.', sep),
          signal: io.signal,
          onProgress: (bytes, total) => {
            bar.moved(index, bytes, total);
            sweep(before + bytes);
          },
          ...(args.has('verify') && { verify: true }),
        });
        before += size;
        io.print(`${path}\n`);
      }
      return exitCodes.ok;
    } finally {
      bar.stop();
    }
  });
}
