import { ImbedError } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import { failed, runOnBucket } from '../bucket/run-on-bucket.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed stat`: what the store says of one object. */
export async function stat(args: Args, io: Io): Promise<ExitCode> {
  const [key, ...more] = args.operands;
  if (key === undefined || more.length > 0) throw new UsageError('"imbed stat" needs one KEY');
  return runOnBucket(key, args, io, async (client) => {
    const head = await client.stat(key, { signal: io.signal });
    if (head === undefined) return failed(key, new ImbedError('store/no-such-key', { key }), io);
    if (args.has('json')) io.print(`${JSON.stringify({ key, ...head })}\n`);
    else {
      const lastModified = head.lastModified?.toISOString();
      const known = Object.entries({ key, ...head, lastModified }).filter(([, value]) => value !== undefined);
      io.print(known.map(([name, value]) => `${name.padEnd(18)}  ${value}\n`).join(''));
    }
    return exitCodes.ok;
  });
}
