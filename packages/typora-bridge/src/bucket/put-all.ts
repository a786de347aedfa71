import { type ImbedError, toImbedError } from '@imbed/core';
import {
  type Client,
  eachTransfer,
  expiryPrefix,
  type PutFileOptions,
  type StoredFile,
} from '@imbed/core/node';
import type { Args } from '../args.ts';
import type { Io } from '../io.ts';
import type { FileToPut, NoFile } from './files-to-put.ts';
import { inOrder } from './in-order.ts';
import { openTransferBar } from './transfer-bar.ts';

/** What became of one file. */
export interface PutOutcome {
  readonly label: string;
  readonly stored?: StoredFile;
  readonly link?: string;
  /** Why it is not stored or, beside `stored`, why there is no link. */
  readonly error?: ImbedError;
}

export interface PutWork {
  /** In front of every key, as {@link expiryFolder} has it. */
  readonly below: string;
  readonly hashed?: boolean;
  /** Told how many bytes of all files are through. */
  readonly onBytes?: (bytes: number) => void;
  /** Makes the link to what is stored, where one is asked for. */
  readonly link?: (stored: StoredFile) => Promise<string>;
  /** In the order of the files: when one has come to an end, and those before it. */
  readonly onOutcome?: (outcome: PutOutcome) => Promise<void>;
}

/**
 * Sees that the bucket deletes in time what `--expires` is said of, and answers with the folder for that. Rejects with
 * `store/no-lifecycle`, before anything is sent, where the bucket cannot.
 */
export async function expiryFolder(client: Client, args: Args, { signal }: Io): Promise<string> {
  // The choices of the option are those of the library, and `never`.
  const expires = args.value('expires') as PutFileOptions['expires'] | 'never';
  if (expires === undefined || expires === 'never') return '';
  await client.lifecycle.ensure(expires, { signal });
  return expiryPrefix(expires);
}

/**
 * Stores the files, with a bar. No object with other bytes is replaced without `--replace`. Rejects only when it was
 * cancelled, after telling of what is stored.
 */
export async function putAll(
  client: Client,
  files: readonly (FileToPut | NoFile)[],
  args: Args,
  io: Io,
  { below, hashed, onBytes, link, onOutcome }: PutWork,
): Promise<readonly PutOutcome[]> {
  const bar = await openTransferBar(
    io,
    args.has('quiet'),
    files.map((file) => ('error' in file ? 0 : file.size)),
  );
  const keepOthers = !args.has('replace');
  const through = files.map(() => 0);
  let all = 0;
  const moved = (index: number, bytes: number) => {
    all += bytes - (through[index] ?? 0);
    through[index] = bytes;
    onBytes?.(all);
  };
  const putOne = async (file: FileToPut, index: number): Promise<PutOutcome> => {
    const { path, label, key, size } = file;
    let stored: StoredFile | undefined;
    try {
      stored = await client.put(path ?? io.stdin(), {
        key: below + key,
        signal: io.signal,
        onProgress: (bytes, total) => {
          bar.moved(index, bytes, size === undefined ? undefined : total);
          moved(index, bytes);
        },
        keepOthers,
        ...(hashed && { hashed }),
      });
      return { label, stored, ...(link && { link: await link(stored) }) };
    } catch (error) {
      if (io.signal.aborted && stored === undefined) throw error;
      return { label, ...(stored && { stored }), error: toImbedError(error) };
    }
  };
  const told = inOrder(async (outcome: PutOutcome) => {
    bar.clear();
    await onOutcome?.(outcome);
  });
  const numbered = files.flatMap((file, index) =>
    'error' in file ? [] : [{ file, index, size: file.size ?? 0 }],
  );
  try {
    for (const [index, file] of files.entries()) if ('error' in file) await told.add(index, file);
    await eachTransfer(numbered, io.signal, async ({ file, index }) => {
      await told.add(index, await putOne(file, index));
    });
    return told.handed;
  } finally {
    bar.stop();
    await told.rest();
  }
}
