import type { Client } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { unlessAgreed } from '../bucket/agreed.ts';
import { ageFrom } from '../bucket/durations.ts';
import { oneLine } from '../bucket/one-line.ts';
import { prefixFrom } from '../bucket/prefixes.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import { showSome } from '../bucket/show-some.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

type Upload = Parameters<Client['unfinished']['abort']>[0];

/** `imbed uploads`: shows or ends uploads in parts that nobody completed; their parts cost money. */
export async function uploads(args: Args, io: Io): Promise<ExitCode> {
  const [action, where = '', ...more] = args.operands;
  if ((action !== 'list' && action !== 'abort') || more.length > 0)
    throw new UsageError('"imbed uploads" needs list or abort, and takes one KEY or PREFIX');
  // What may still be under way, here or elsewhere, is no left-over.
  const age = ageFrom(args.value('older-than') ?? (action === 'abort' ? '1d' : '0s'));
  return runOnBucket(where || 'uploads', args, io, async (client) => {
    const found = unfinished(client, where, age, io);
    if (action === 'abort') return abort(client, found, args, io);
    for await (const upload of found) if (!(await io.printNow(`${line(upload, args)}\n`))) break;
    return exitCodes.ok;
  });
}

/** Of this very key, or of those below the prefix. */
async function* unfinished(
  client: Client,
  where: string,
  ageSeconds: number,
  { signal }: Io,
): AsyncGenerator<Upload, void, undefined> {
  const prefix = prefixFrom(where);
  const latest = Date.now() - ageSeconds * 1000;
  for await (const upload of client.unfinished.list(where.replace(/\*$/, ''), { signal })) {
    const isMeant = upload.key === where || upload.key.startsWith(prefix);
    // Where the store does not tell its age, only who wants them all gets at it.
    if (isMeant && (ageSeconds === 0 || (upload.startedAt?.getTime() ?? Date.now()) <= latest)) yield upload;
  }
}

async function abort(client: Client, uploads: AsyncIterable<Upload>, args: Args, io: Io): Promise<ExitCode> {
  const found: Upload[] = [];
  for await (const upload of uploads) found.push(upload);
  const told = found.length === 1 ? '1 upload' : `${found.length} uploads`;
  if (found.length === 0) {
    if (!args.has('json')) io.print('Nothing to end.\n');
    return exitCodes.ok;
  }
  if (!args.has('yes')) {
    showSome(found.map(textLine), io);
    const end = await unlessAgreed(`End ${told} for good?`, io);
    if (end !== undefined) return end;
  }
  for (const upload of found) {
    await client.unfinished.abort(upload, { signal: io.signal });
    await io.printNow(`${line(upload, args)}\n`);
  }
  return exitCodes.ok;
}

function line(upload: Upload, args: Args): string {
  const { key, uploadId, startedAt } = upload;
  return args.has('json') ? JSON.stringify({ key, uploadId, startedAt }) : textLine(upload);
}

function textLine({ key, startedAt }: Upload): string {
  return `${(startedAt?.toISOString() ?? '').padEnd(24)}  ${oneLine(key)}`;
}
