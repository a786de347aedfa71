import { closeSync, constants, fstatSync, openSync, readFile, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, relative, resolve } from 'node:path';
import { cancelled, type ImageSource, ImbedError } from '@imbed/core';

/** Reads files of this machine for whoever asks, from certain folders only. */
export interface AllowedFiles {
  /**
   * The first of `paths` that is a file in one of the folders. Whether something is outside of them is not looked at,
   * so that nobody learns what is there; read only when its turn comes.
   */
  open(paths: Iterable<string>, label: string): ImageSource;
}

/** @param folders absolute */
export function createAllowedFiles(folders: readonly string[]): AllowedFiles {
  const roots = [
    ...new Set(folders.flatMap((folder) => [resolve(folder), realPath(folder) ?? resolve(folder)])),
  ];
  const isInside = (path: string) => roots.some((root) => isBelow(root, path));

  function locate(paths: Iterable<string>, name: string): ImageSource {
    let isAnyInside = false;
    for (const path of paths) {
      if (!isAbsolute(path) || path.includes('\0') || !isInside(resolve(path))) continue;
      isAnyInside = true;
      const real = realPath(path);
      if (real === undefined) continue;
      if (!isInside(real)) throw new ImbedError('serve/outside-folders', { name });
      const stats = statSync(real);
      if (!stats.isFile())
        throw new ImbedError('source/unreadable', { name, serviceCode: 'not a regular file' });
      return {
        ...{ name: basename(path), origin: 'command', size: stats.size },
        read: (signal) => readSame(real, stats, name, signal),
      };
    }
    throw new ImbedError(isAnyInside ? 'source/not-found' : 'serve/outside-folders', { name });
  }

  return {
    open(paths, label) {
      try {
        return locate(paths, label);
      } catch (error) {
        return { name: label, origin: 'command', read: () => Promise.reject(error) };
      }
    },
  };
}

interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/** The file that was looked at, and none that was put in its place since. */
function readSame(
  path: string,
  expected: FileIdentity,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  return new Promise<Uint8Array>((done, fail) => {
    if (signal?.aborted) throw cancelled('not-sent');
    // A pipe that was put there would block for ever; Windows has neither of the flags.
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
    const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stats = fstatSync(file);
    if (!stats.isFile() || stats.dev !== expected.dev || stats.ino !== expected.ino) {
      closeSync(file);
      throw new ImbedError('source/changed', { name });
    }
    readFile(file, (error, bytes) => {
      closeSync(file);
      if (error === null) done(bytes);
      else fail(error);
    });
  }).catch((cause) => {
    throw cause instanceof ImbedError
      ? cause
      : new ImbedError('source/unreadable', { name, serviceCode: codeOf(cause) }, { cause });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}

/** `undefined` for what is not there, or out of reach. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
