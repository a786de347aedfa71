import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A folder and those above it, for their owner alone unless `mode` says otherwise. Level by level, because Node's own recursive `mkdir` never
 * returns where a level is missing and cannot be made (`/proc/x` on Linux). Throws what the file system says.
 */
export function makeFolder(path: string, mode = 0o700): void {
  if (existsSync(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process made it in this moment.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Whether a folder, which is made where it is missing, takes files, and its disk what is in them: it is tried. */
export function canKeepIn(folder: string): boolean {
  try {
    makeFolder(folder);
    const trial = join(folder, `.imbed-${randomUUID()}`);
    try {
      writeFileSync(trial, 'may be removed');
    } finally {
      rmSync(trial, { force: true });
    }
    return true;
  } catch {
    return false;
  }
}
