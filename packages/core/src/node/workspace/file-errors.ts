import { cancelled, ImbedError, isImbedError } from '../../errors.ts';

/** What the file system says; empty for what is no error of its. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** A name can also be too long, or lead through a file, for anything to be there. */
export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error));
}

/** Tells a failure to read as `source/not-found`, `source/unreadable` or `cancelled`. */
export async function reading<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (isImbedError(cause)) throw cause;
    if (cause instanceof Error && cause.name === 'AbortError') throw cancelled('not-sent');
    if (isAbsent(cause)) throw new ImbedError('source/not-found', { name }, { cause });
    throw failure('source/unreadable', name, cause);
  }
}

/** Tells a failure to write as `local/write-failed`. */
export async function writing<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    throw writeFailure(name, cause);
  }
}

/** The same of a failure at hand. */
export function writeFailure(name: string, cause: unknown): ImbedError {
  return isImbedError(cause) ? cause : failure('local/write-failed', name, cause);
}

function failure(code: 'source/unreadable' | 'local/write-failed', name: string, cause: unknown): ImbedError {
  return new ImbedError(code, { name, serviceCode: codeOf(cause) || 'unknown' }, { cause });
}
