import type { ListedEntry } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { oneLine } from '../bucket/one-line.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { sizeText } from '../bucket/sizes.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed ls`: what lies below a prefix, as it comes from the store. */
export async function ls(args: Args, io: Io): Promise<ExitCode> {
  const [written = '', ...more] = args.operands;
  if (more.length > 0) throw new UsageError('"imbed ls" takes one PREFIX');
  const line = args.has('json') ? jsonLine : args.has('long') ? longLine : shortLine;
  // As sync-dir has it; keys hardly ever begin with a slash.
  const prefix = written === '/' ? '' : written;
  return runOnBucket(prefix, args, io, async (client) => {
    for await (const entry of client.list(prefix, { recursive: args.has('recursive'), signal: io.signal }))
      if (!(await io.printNow(`${line(entry)}\n`))) break;
    return exitCodes.ok;
  });
}

function jsonLine(entry: ListedEntry): string {
  return JSON.stringify(entry);
}

function shortLine({ key }: ListedEntry): string {
  return oneLine(key);
}

function longLine(entry: ListedEntry): string {
  const [size, date] =
    entry.type === 'folder'
      ? ['', '']
      : [sizeText(entry.size), entry.lastModified?.toISOString().replace(/\.\d+Z$/, 'Z') ?? ''];
  return `${size.padStart(8)}  ${date.padEnd(20)}  ${oneLine(entry.key)}`;
}
