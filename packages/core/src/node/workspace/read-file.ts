import { readFile, stat } from 'node:fs/promises';
import { cancelled, ImbedError } from '../../errors.ts';
import type { ReadLimits } from '../../workspace/workspace.ts';
import { isAbsent, reading } from './file-errors.ts';

/** Where a file is; rejects as the file system does, or with an `ImbedError`. */
export type Locate = () => Promise<string>;

/** In bytes; `undefined` where there is no file, or something else of this name. */
export function sizeOf(name: string, locate: Locate): Promise<number | undefined> {
  return reading(name, async () => {
    try {
      const stats = await stat(await locate());
      return stats.isFile() ? stats.size : undefined;
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  });
}

/** Rejects with `source/too-large` before it reads a file that is, and also for one that grew meanwhile. */
export function readLimited(
  name: string,
  locate: Locate,
  { maxBytes, signal }: ReadLimits,
): Promise<Uint8Array> {
  return reading(name, async () => {
    if (signal?.aborted) throw cancelled('not-sent');
    const path = await locate();
    assertSmall(name, await sizeOfFile(name, path), maxBytes);
    const bytes = await readFile(path, signal && { signal });
    assertSmall(name, bytes.byteLength, maxBytes);
    return bytes;
  });
}

function assertSmall(name: string, bytes: number, limitBytes: number): void {
  if (bytes > limitBytes) throw new ImbedError('source/too-large', { name, bytes, limitBytes });
}

/** Rejects with `source/unreadable` for what is no file: a pipe would be read for ever. */
export async function sizeOfFile(name: string, path: string): Promise<number> {
  const stats = await stat(path);
  if (stats.isFile()) return stats.size;
  const serviceCode = stats.isDirectory() ? 'EISDIR' : 'not a regular file';
  throw new ImbedError('source/unreadable', { name, serviceCode });
}
