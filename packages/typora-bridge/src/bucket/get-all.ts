import { ImbedError, toImbedError } from '@imbed/core';
import { type Client, eachTransfer, type GetFileOptions, pathOfKey } from '@imbed/core/node';
import type { Args } from '../args.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { failed } from './run-on-bucket.ts';
import { spareMemory } from './spare-memory.ts';
import { openTransferBar } from './transfer-bar.ts';

interface ObjectToGet {
  readonly key: string;
  /** Where it goes, below the folder; with slashes. */
  readonly name: string;
  /** 0 where it is not known. */
  readonly size: number;
  readonly known?: GetFileOptions['known'];
}

/** What is asked for, and where it goes. */
export interface WantedObjects {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
  readonly folder: string;
}

/**
 * Fetches objects, and prints the path of each as soon as it is there. One that fails is told of, and the others come
 * all the same.
 */
export async function getAll(client: Client, wanted: WantedObjects, args: Args, io: Io): Promise<ExitCode> {
  const { keys, prefixes, folder } = wanted;
  const sweep = spareMemory(prefixes.length > 0 ? Number.POSITIVE_INFINITY : keys.length);
  const bar = await openTransferBar(io, args.has('quiet'), []);
  const taken = new Set<string>();
  let [count, fetched] = [0, 0];
  let code: ExitCode = exitCodes.ok;
  const getOne = async ({ key, name, known }: ObjectToGet) => {
    const index = count++;
    let before = 0;
    try {
      const into = pathOfKey(folder, name, key);
      if (taken.has(into)) throw new ImbedError('local/same-file', { name: into });
      taken.add(into);
      const { path, verified } = await client.get(key, {
        into,
        signal: io.signal,
        onProgress: (bytes, total) => {
          bar.moved(index, bytes, total);
          fetched += bytes - before;
          before = bytes;
          sweep(fetched);
        },
        ...(known && { known }),
        ...(args.has('verify') && { verify: true }),
      });
      bar.clear();
      await io.printNow(`${path}\n`);
      if (args.has('verify') && verified !== 'etag')
        code = failed(key, new ImbedError('store/not-comparable', { key }), io);
    } catch (error) {
      if (io.signal.aborted) throw error;
      bar.clear();
      code = failed(key, toImbedError(error), io);
    }
  };
  try {
    const tellEmpty = (prefix: string) => {
      code = failed(prefix, new ImbedError('store/no-such-key', { key: prefix }), io);
    };
    await eachTransfer(objectsToGet(client, wanted, io, tellEmpty), io.signal, getOne);
    return code;
  } finally {
    bar.stop();
  }
}

/** Single keys by their last name, and all that is below prefixes with its tree. */
async function* objectsToGet(
  client: Client,
  { keys, prefixes }: WantedObjects,
  { signal }: Io,
  tellEmpty: (prefix: string) => void,
): AsyncGenerator<ObjectToGet, void, undefined> {
  for (const key of keys) {
    // What cannot be looked at fails when its turn comes.
    const head = await client.stat(key, { signal }).catch(() => undefined);
    const name = key.slice(key.lastIndexOf('/') + 1);
    yield { key, name, size: head?.size ?? 0, ...(head && { known: head }) };
  }
  for (const prefix of prefixes) {
    const cut = prefix.lastIndexOf('/') + 1;
    let isEmpty = true;
    for await (const entry of client.list(prefix, { recursive: true, signal })) {
      // What consoles make for a folder is no file.
      if (entry.type === 'folder' || entry.key.endsWith('/')) continue;
      const { key, size } = entry;
      isEmpty = false;
      yield { key, name: key.slice(cut), size, known: entry };
    }
    if (isEmpty) tellEmpty(prefix);
  }
}
