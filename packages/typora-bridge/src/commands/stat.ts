import { ImbedError } from '@imbed/core';
import type { ObjectDetails } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { oneLine } from '../bucket/one-line.ts';
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
    else io.print(rows({ key, ...head }));
    return exitCodes.ok;
  });
}

/** One fact a line. */
function rows({ metadata, ...facts }: ObjectDetails & { readonly key: string }): string {
  const own = Object.entries(metadata ?? {}).map(([name, value]) => [`metadata ${name}`, value] as const);
  return [...Object.entries(facts), ...own]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(18)}  ${oneLine(textOf(value))}\n`)
    .join('');
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
