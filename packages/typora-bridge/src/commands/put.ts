import { toImbedError } from '@imbed/core';
import type { Client } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { secondsFrom } from '../bucket/durations.ts';
import { filesToPut } from '../bucket/files-to-put.ts';
import { type PutOutcome, putAll } from '../bucket/put-all.ts';
import { failed, runOnBucket } from '../bucket/run-on-bucket.ts';
import { spareMemory } from '../bucket/spare-memory.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

interface Outcome extends PutOutcome {
  readonly link?: string;
}

/** `imbed put`: stores files of any size, and prints the key or, with `--share`, a link for each. */
export async function put(args: Args, io: Io): Promise<ExitCode> {
  if (args.operands.length === 0) throw new UsageError('"imbed put" needs a FILE');
  const seconds = secondsFrom(args.value('for') ?? '1h');
  return runOnBucket(args.operands.join(' '), args, io, async (client) => {
    const files = filesToPut(args.operands, { key: args.value('key'), prefix: args.value('prefix') });
    spareMemory(files.length);
    const stored = await putAll(client, files, args, io, { ...(args.has('hash') && { hashed: true }) });
    const outcomes = args.has('share') ? await shared(client, stored, seconds, io) : stored;
    io.print(args.has('json') ? document(outcomes) : lines(outcomes));
    const codes = outcomes.map(({ file, error }) =>
      error === undefined ? exitCodes.ok : failed(file.label, error, io),
    );
    return codes.find((code) => code !== exitCodes.ok) ?? exitCodes.ok;
  });
}

async function shared(
  client: Client,
  outcomes: readonly PutOutcome[],
  seconds: number,
  { signal }: Io,
): Promise<readonly Outcome[]> {
  const linked: Outcome[] = [];
  for (const outcome of outcomes) {
    const { file, stored } = outcome;
    linked.push(
      stored === undefined
        ? outcome
        : await client.share(stored.key, { seconds, signal }).then(
            ({ url }): Outcome => ({ ...outcome, link: url }),
            (error: unknown): Outcome => ({ file, error: toImbedError(error) }),
          ),
    );
  }
  return linked;
}

function lines(outcomes: readonly Outcome[]): string {
  return outcomes.map(({ stored, link }) => (stored === undefined ? '' : `${link ?? stored.key}\n`)).join('');
}

function document(outcomes: readonly Outcome[]): string {
  const results = outcomes.map(({ file, stored, link, error }) =>
    stored === undefined
      ? { file: file.label, status: 'failed', error: { code: error?.code } }
      : { file: file.label, status: 'done', ...stored, link },
  );
  return `${JSON.stringify({ results })}\n`;
}
