import { type ImbedError, toImbedError } from '@imbed/core';
import { type Client, eachTransfer, type PutFileOptions, type StoredFile } from '@imbed/core/node';
import type { Args } from '../args.ts';
import type { Io } from '../io.ts';
import type { FileToPut } from './files-to-put.ts';
import { openTransferBar } from './transfer-bar.ts';

/** What became of one file; either `stored` or `error` is there. */
export interface PutOutcome {
  readonly file: FileToPut;
  readonly stored?: StoredFile;
  readonly error?: ImbedError;
}

/** Stores the files, with a bar, and answers in their order. Rejects only when it was cancelled. */
export async function putAll(
  client: Client,
  files: readonly FileToPut[],
  args: Args,
  io: Io,
  more: PutFileOptions = {},
): Promise<readonly PutOutcome[]> {
  const outcomes: PutOutcome[] = [];
  const expires = expiryOf(args);
  // Told of once, before anything is sent, where the bucket cannot have such a rule.
  if (expires !== undefined) await client.lifecycle.ensure(expires, { signal: io.signal });
  const bar = await openTransferBar(
    io,
    args.has('quiet'),
    files.map(({ size }) => size),
  );
  const putOne = async ({ index, file }: { readonly index: number; readonly file: FileToPut }) => {
    const options: PutFileOptions = {
      ...more,
      key: file.key,
      signal: io.signal,
      onProgress: (bytes, total) => bar.moved(index, bytes, Math.max(total, file.size)),
      ...(expires !== undefined && { expires }),
    };
    try {
      outcomes[index] = { file, stored: await client.put(file.path ?? io.stdin(), options) };
    } catch (error) {
      if (io.signal.aborted) throw error;
      outcomes[index] = { file, error: toImbedError(error) };
    }
  };
  try {
    const numbered = files.map((file, index) => ({ file, index, size: file.size }));
    await eachTransfer(numbered, io.signal, putOne);
    return outcomes;
  } finally {
    bar.stop();
  }
}

/** The choices of the option are those of the library, and `never`. */
function expiryOf(args: Args): PutFileOptions['expires'] {
  const expires = args.value('expires');
  return expires === 'never' ? undefined : (expires as PutFileOptions['expires']);
}
