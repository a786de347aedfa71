import { type ImbedError, toImbedError } from '@imbed/core';
import type { Client, PutFileOptions, StoredFile } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { secondsFrom } from '../bucket/durations.ts';
import { type FileToPut, filesToPut } from '../bucket/files-to-put.ts';
import { failed, runOnBucket } from '../bucket/run-on-bucket.ts';
import { spareMemory } from '../bucket/spare-memory.ts';
import { createTransferBar } from '../bucket/transfer-bar.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

interface Outcome {
  readonly file: FileToPut;
  readonly stored?: StoredFile;
  readonly link?: string;
  readonly error?: ImbedError;
}

/** Files that go in one request each are sent so many at a time; larger ones one after the other, part by part. */
const SMALL_BYTES = 8 * 1024 * 1024;
const SMALL_AT_ONCE = 8;

/** `imbed put`: stores files of any size, and prints the key or, with `--share`, a link for each. */
export async function put(args: Args, io: Io): Promise<ExitCode> {
  if (args.operands.length === 0) throw new UsageError('"imbed put" needs a FILE');
  spareMemory();
  return runOnBucket(args.operands.join(' '), args, io, async (client) => {
    const files = filesToPut(args.operands, { key: args.value('key'), prefix: args.value('prefix') });
    const outcomes = await putAll(client, files, args, io);
    io.print(args.has('json') ? document(outcomes) : lines(outcomes));
    const codes = outcomes.map(({ file, error }) =>
      error === undefined ? exitCodes.ok : failed(file.label, error, io),
    );
    return codes.find((code) => code !== exitCodes.ok) ?? exitCodes.ok;
  });
}

async function putAll(
  client: Client,
  files: readonly FileToPut[],
  args: Args,
  io: Io,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const seconds = secondsFrom(args.value('for') ?? '1h');
  const expires = args.value('expires');
  const bar = createTransferBar(
    io,
    args.has('quiet'),
    files.map(({ size }) => size),
  );
  const putOne = async (index: number, file: FileToPut) => {
    const options: PutFileOptions = {
      key: file.key,
      signal: io.signal,
      onProgress: (bytes, total) => bar.moved(index, bytes, Math.max(total, file.size)),
      ...(expires !== undefined && expires !== 'never' && { expires: expires as '1d' }),
      ...(args.has('hash') && { hashed: true }),
    };
    try {
      const stored = await client.put(file.path ?? io.stdin(), options);
      const link = args.has('share')
        ? (await client.share(stored.key, { seconds, signal: io.signal })).url
        : undefined;
      outcomes[index] = { file, stored, ...(link !== undefined && { link }) };
    } catch (error) {
      outcomes[index] = { file, error: toImbedError(error) };
    }
  };
  const numbered = files.map((file, index) => [index, file] as const);
  const isSmall = ({ path, size }: FileToPut) => path !== undefined && size <= SMALL_BYTES;
  try {
    await atOnce(
      numbered.filter(([, file]) => isSmall(file)),
      SMALL_AT_ONCE,
      putOne,
    );
    await atOnce(
      numbered.filter(([, file]) => !isSmall(file)),
      1,
      putOne,
    );
    return outcomes;
  } finally {
    bar.stop();
  }
}

async function atOnce(
  files: readonly (readonly [number, FileToPut])[],
  count: number,
  work: (index: number, file: FileToPut) => Promise<void>,
): Promise<void> {
  const rest = files[Symbol.iterator]();
  const worker = async () => {
    for (const [index, file] of rest) await work(index, file);
  };
  await Promise.all(Array.from({ length: count }, worker));
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
