import { realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { ImbedError } from '../errors.ts';

/**
 * Puts another text in the place of a configuration that is there, readable to its owner alone; at no moment is it
 * half written. Where the path is a link, as those who keep their settings in one folder have it, the file that it
 * leads to is replaced. Throws `local/write-failed`.
 */
export function replaceConfigFile(path: string, text: string): void {
  try {
    const file = realpathSync(path);
    const draft = `${file}.${process.pid}`;
    try {
      writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
      renameSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (cause) {
    const serviceCode = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new ImbedError('local/write-failed', { name: path, serviceCode }, { cause });
  }
}
