import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isImbedError } from '../errors.ts';
import { readConfigFile, writeNewConfigFile } from './config-file.ts';
import { writing } from './workspace/file-errors.ts';
import { withLock } from './workspace/lock.ts';

export interface ConfigChange {
  /** What is to be in the file; `undefined` leaves it as it is. */
  readonly text: string | undefined;
}

/**
 * Puts into a configuration what `change` makes of its text, as that is now: when somebody else writes it meanwhile,
 * `change` is called again with what is there then, and nothing of theirs is lost. The file is readable to its owner
 * alone, and at no moment half written. Where the path is a link, as those who keep their settings in one folder have
 * it, the file that it leads to is replaced.
 *
 * Rejects with `config/*`, `local/write-failed`, `local/exists` for a link that leads nowhere, and what `change` throws.
 *
 * @param change gets `undefined` where there is no file yet
 */
export async function changeConfigFile<T extends ConfigChange>(
  path: string,
  change: (before: string | undefined) => T,
): Promise<T> {
  for (;;) {
    const before = await textIn(path);
    const changed = change(before);
    const { text } = changed;
    if (text === undefined) return changed;
    if (before === undefined ? isNewlyWritten(path, text) : await isReplaced(path, before, text))
      return changed;
  }
}

async function textIn(path: string): Promise<string | undefined> {
  return existsSync(path) ? (await readConfigFile(path)).text : undefined;
}

/** False when somebody was faster. */
function isNewlyWritten(path: string, text: string): boolean {
  try {
    writeNewConfigFile(path, text);
    return true;
  } catch (error) {
    if (isImbedError(error) && error.code === 'config/exists') return false;
    throw error;
  }
}

/** False when it has another text than `before` by now. The lock is for other Imbeds: an editor takes none. */
function isReplaced(path: string, before: string, text: string): Promise<boolean> {
  return writing(path, async () => {
    const file = realpathSync(path);
    return withLock(`${file}.lock`, async () => {
      const draft = `${file}.${process.pid}`;
      try {
        writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
        if (readFileSync(file, 'utf8').replace(/^\uFEFF/, '') !== before) return false;
        renameSync(draft, file);
        return true;
      } finally {
        rmSync(draft, { force: true });
      }
    });
  });
}
