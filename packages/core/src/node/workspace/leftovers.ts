import { readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hostHash, shortHash } from './draft-path.ts';
import { breakLock, isLockOfTheDead, isProcessDead } from './lock.ts';

/**
 * Files that Imbed puts beside those that it writes, for as long as it writes. Hidden, so that no editor and no walk
 * shows them; when a process is killed, the next walk through the folder takes them away.
 */
const leftover = /^\.imbed-(?:([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.tmp|[0-9a-f]{16}\.lock(?:\.break)?)$/;

/** Of another machine, nobody can tell whether it is still at work; nothing is being written for this long. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** A name of its own: the file's own may be as long as names can be. */
export function lockPathOf(target: string): string {
  return join(dirname(target), `.imbed-${shortHash(basename(target))}.lock`);
}

/** @param names of what is in `folder` */
export async function removeLeftovers(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const found = leftover.exec(name);
    if (found === null) continue;
    // Somebody else may have taken it away, or it may not be ours to take: both are no trouble of this job.
    await removeLeftover(join(folder, name), found[1], Number(found[2])).catch(() => undefined);
  }
}

async function removeLeftover(path: string, host8: string | undefined, pid: number): Promise<void> {
  const lock = path.endsWith('.tmp') ? undefined : await readFile(path, 'utf8');
  const isOfTheDead = lock !== undefined && isLockOfTheDead(lock);
  if (isOfTheDead && path.endsWith('.lock')) return breakLock(path, lock);
  const isOrphan = isOfTheDead || (host8 === hostHash() && isProcessDead(pid));
  const { mtimeMs } = await stat(path);
  if (isOrphan || Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { recursive: true });
}
