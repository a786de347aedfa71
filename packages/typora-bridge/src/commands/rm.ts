import type { Client } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { agreed } from '../bucket/agreed.ts';
import { oneLine } from '../bucket/one-line.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed rm`: deletes objects, after showing what would go and asking. */
export async function rm(args: Args, io: Io): Promise<ExitCode> {
  const prefix = args.value('prefix');
  if ((prefix === undefined) === (args.operands.length === 0))
    throw new UsageError('"imbed rm" needs either KEYs or --prefix');
  // What an unset variable of a script comes to.
  if (prefix === '') throw new UsageError('an empty --prefix would be the whole bucket: name one');
  return runOnBucket(prefix ?? args.operands.join(' '), args, io, async (client) => {
    const keys = prefix === undefined ? args.operands : await keysBelow(client, prefix, io);
    const told = keys.length === 1 ? '1 object' : `${keys.length} objects`;
    if (keys.length === 0) return done(io, 'Nothing to delete.\n');
    if (!args.has('yes')) {
      show(keys, io);
      if (!(await agreed(`Delete ${told}?`, io))) return exitCodes.failed;
    }
    await client.delete(keys, { signal: io.signal });
    return done(io, `${told} deleted.\n`);
  });
}

async function keysBelow(client: Client, prefix: string, io: Io): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of client.list(prefix, { recursive: true, signal: io.signal })) keys.push(key);
  return keys;
}

function done(io: Io, text: string): ExitCode {
  io.print(text);
  return exitCodes.ok;
}

/** As many keys as fit on a screen. */
const SHOWN = 20;

function show(keys: readonly string[], io: Io): void {
  const lines = keys.slice(0, SHOWN).map((key) => `${oneLine(key)}\n`);
  io.warn(lines.join(''));
  if (keys.length > SHOWN) io.warn(`and ${keys.length - SHOWN} more\n`);
}
