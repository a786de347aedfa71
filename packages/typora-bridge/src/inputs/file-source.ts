import { readFile, readFileSync, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import { cancelled, type ImageSource, ImbedError } from '@imbed/core';

/** Looked up at once (it costs microseconds); read only when the upload gets to it. */
export interface FileSource extends ImageSource {
  /** The meaning of the argument that exists, else the argument as it stands. */
  readonly path: string;
}

/**
 * A file of this machine, from what the argument may mean. A file that is not there is found out by `read`,
 * so that it costs its own place in the batch and no other: `source/not-found`, `source/unreadable`.
 */
export function createFileSource(paths: Iterable<string>): FileSource {
  let first: string | undefined;
  for (const path of paths) {
    first ??= path;
    const stats = statsOf(path);
    if (stats?.isFile()) return existing(path, stats.size);
    if (stats !== undefined) return refused(path, unreadable(path, kindOf(stats)));
  }
  const name = first ?? '';
  return refused(name, new ImbedError('source/not-found', { name }));
}

function existing(path: string, size: number): FileSource {
  return { path, name: basename(path), origin: 'cli', size, read: (signal) => readWhole(path, size, signal) };
}

function refused(path: string, error: ImbedError): FileSource {
  return { path, name: basename(path), origin: 'cli', read: () => Promise.reject(error) };
}

/** `undefined` also for what can be no path at all (a NUL byte). */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function kindOf(stats: Stats): string {
  return stats.isDirectory() ? 'EISDIR' : 'not a regular file';
}

function unreadable(path: string, serviceCode: string, cause?: unknown): ImbedError {
  return new ImbedError('source/unreadable', { name: path, serviceCode }, { cause });
}

/** 4 MiB: read in less time than Node takes to start its threads, yet not long enough to hold up a transfer. */
const AT_ONCE_BYTES = 4 * 1024 * 1024;

async function readWhole(path: string, size: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
  if (signal?.aborted) throw cancelled('not-sent');
  try {
    return size <= AT_ONCE_BYTES ? readFileSync(path) : await readInThread(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw code === 'ENOENT'
      ? new ImbedError('source/not-found', { name: path })
      : unreadable(path, code, error);
  }
}

function readInThread(path: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    readFile(path, (error, bytes) => (error === null ? resolve(bytes) : reject(error)));
  });
}
