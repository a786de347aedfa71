import { ImbedError, isImbedError } from '@imbed/core';

/** Whether the editor says that there is nothing: no such file, a file where a folder should be, a name too long. */
export function isAbsent(error: unknown): boolean {
  const code = codeOf(error);
  if (code === 'FileNotFound' || code === 'FileNotADirectory') return true;
  return error instanceof Error && /\b(?:ENAMETOOLONG|ENOTDIR)\b/.test(error.message);
}

export function isRefused(error: unknown): boolean {
  return codeOf(error) === 'NoPermissions';
}

/** https://code.visualstudio.com/api/references/vscode-api#FileSystemError */
function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Rejects with `source/not-found` or `source/unreadable`, unless `work` knows better. */
export async function reading<T>(name: string, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isImbedError(cause)) throw cause;
    throw new ImbedError(isAbsent(cause) ? 'source/not-found' : 'source/unreadable', { name }, { cause });
  }
}

/** Rejects with `local/write-failed`, unless `work` knows better. */
export async function writing<T>(name: string, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw isImbedError(cause) ? cause : new ImbedError('local/write-failed', { name }, { cause });
  }
}
