import type { Args } from '../args.ts';
import { UsageError } from '../args.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { sizeText } from '../bucket/sizes.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed ls`: what lies below a prefix, as it comes from the store. */
export async function ls(args: Args, io: Io): Promise<ExitCode> {
  const [prefix = '', ...more] = args.operands;
  if (more.length > 0) throw new UsageError('"imbed ls" takes one PREFIX');
  return runOnBucket(prefix || '/', args, io, async (client) => {
    for await (const entry of client.list(prefix, { recursive: args.has('recursive'), signal: io.signal })) {
      if (args.has('json')) io.print(`${JSON.stringify(entry)}\n`);
      else if (!args.has('long')) io.print(`${oneLine(entry.key)}\n`);
      else if (entry.type === 'folder')
        io.print(`${''.padStart(8)}  ${''.padEnd(20)}  ${oneLine(entry.key)}\n`);
      else {
        const date = entry.lastModified?.toISOString().replace(/\.\d+Z$/, 'Z') ?? '';
        io.print(`${sizeText(entry.size).padStart(8)}  ${date.padEnd(20)}  ${oneLine(entry.key)}\n`);
      }
    }
    return exitCodes.ok;
  });
}

/** Keys of others may hold line breaks and terminal escapes. */
function oneLine(key: string): string {
  return key.replace(/[\p{Cc}\u2028\u2029]/gu, '?');
}
