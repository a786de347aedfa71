import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { breakLock, isLockOfTheDead, isProcessDead } from './lock.ts';

/**
 * Files that Imbed puts beside those that it writes, for as long as it writes. Hidden, so that no editor and no walk
 * shows them; when a process is killed, the next walk through the folder takes them away.
 */
const leftover = /^\.imbed-(?:([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.tmp|[0-9a-f]{16}\.lock(?:\.break)?)$/;

/** Of another machine, nobody can tell whether it is still at work; nothing is being written for this long. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** In the folder of what it will become, so that it can be renamed to that. */
export function newDraftPath(target: string): string {
  return join(dirname(target), `.imbed-${host()}-${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
}

/** A name of its own: the file's own may be as long as names can be. */
export function lockPathOf(target: string): string {
  return join(dirname(target), `.imbed-${hash(basename(target)).slice(0, 16)}.lock`);
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
  const lock = path.endsWith('.lock') ? await readFile(path, 'utf8') : undefined;
  if (lock !== undefined && isLockOfTheDead(lock)) return breakLock(path, lock);
  const isOrphan = host8 === host() && isProcessDead(pid);
  const { mtimeMs } = await stat(path);
  if (isOrphan || Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { recursive: true });
}

function host(): string {
  return hash(hostname()).slice(0, 8);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
