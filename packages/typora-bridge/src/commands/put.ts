import type { Client } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { secondsFrom } from '../bucket/durations.ts';
import { filesToPut } from '../bucket/files-to-put.ts';
import { tellLeftOut } from '../bucket/left-out.ts';
import { oneLine } from '../bucket/one-line.ts';
import { expiryFolder, type PutOutcome, putAll } from '../bucket/put-all.ts';
import { failed, runOnBucket } from '../bucket/run-on-bucket.ts';
import { spareMemory } from '../bucket/spare-memory.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed put`: stores files of any size, and prints the key or, with `--share`, a link for each. */
export async function put(args: Args, io: Io): Promise<ExitCode> {
  if (args.operands.length === 0) throw new UsageError('"imbed put" needs a FILE');
  const seconds = secondsFrom(args.value('for') ?? '1h');
  const files = filesToPut(args.operands, {
    key: args.value('key'),
    prefix: args.value('prefix'),
    onLinks: (paths) => tellLeftOut(paths, io),
  });
  return runOnBucket(args.operands.join(' '), args, io, async (client) => {
    const onBytes = spareMemory(files.length);
    const below = await expiryFolder(client, args, io);
    const outcomes: PutOutcome[] = [];
    let code: ExitCode = exitCodes.ok;
    const onOutcome = async (outcome: PutOutcome) => {
      outcomes.push(outcome);
      if (outcome.error !== undefined) code = tellFailure(outcome, outcome.error, io);
      else if (!args.has('json')) await io.printNow(line(outcome));
    };
    try {
      await putAll(client, files, args, io, {
        below,
        onBytes,
        hashed: args.has('hash'),
        ...(args.has('share') && { link: linkTo(client, seconds, io) }),
        onOutcome,
      });
      return code;
    } finally {
      if (args.has('json')) io.print(document(outcomes));
    }
  });
}

function linkTo(
  client: Client,
  seconds: number,
  { signal }: Io,
): (stored: { key: string }) => Promise<string> {
  return async ({ key }) => (await client.share(key, { seconds, signal })).url;
}

function line({ stored, link }: PutOutcome): string {
  return `${oneLine(link ?? stored?.key ?? '')}\n`;
}

function tellFailure({ label, stored }: PutOutcome, error: PutOutcome['error'] & {}, io: Io): ExitCode {
  if (stored !== undefined) io.warn(`imbed: ${oneLine(stored.key)} is stored, but there is no link to it\n`);
  return failed(label, error, io);
}

function document(outcomes: readonly PutOutcome[]): string {
  const results = outcomes.map(({ label, stored, link, error }) => ({
    file: label,
    status: error === undefined ? 'done' : 'failed',
    ...stored,
    link,
    ...(error && { error: { code: error.code } }),
  }));
  return `${JSON.stringify({ results })}\n`;
}
