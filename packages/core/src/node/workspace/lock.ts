import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { ImbedError } from '../../errors.ts';
import { newDraftPath } from './draft-path.ts';
import { codeOf } from './file-errors.ts';
import { exists, moveOnDisk } from './place-file.ts';

/**
 * Locks are held for a look at a file and a renaming. One that is the same for this long is held by a process that is
 * hung, or was left behind on another machine, or by one whose number another process has now.
 */
const HELD_TOO_LONG_MS = 10_000;

export interface HeldLock {
  /** Rejects with `local/write-failed` when others took this process for dead. */
  assertHeld(): Promise<void>;
}

/** Runs while no other process, and nobody else in this one, holds the lock file `path`. */
export async function withLock<T>(path: string, run: (lock: HeldLock) => Promise<T>): Promise<T> {
  const own = await acquire(path);
  const isHeld = async () => (await contentOf(path)) === own;
  try {
    return await run({
      async assertHeld() {
        if (!(await isHeld()))
          throw new ImbedError('local/write-failed', { name: path, serviceCode: 'EBUSY' });
      },
    });
  } finally {
    if (await isHeld()) await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<string> {
  const own = newIdentity();
  let watched: { readonly content: string; readonly since: number } | undefined;
  for (;;) {
    if (await createLock(path, own)) return own;
    const content = await contentOf(path);
    if (content === undefined) continue;
    const now = performance.now();
    if (content !== watched?.content) watched = { content, since: now };
    // What is not written yet, on a disk without hard links, is written within moments, or never.
    const patienceMs = content === '' ? HELD_TOO_LONG_MS / 10 : HELD_TOO_LONG_MS;
    if (isLockOfTheDead(content) || now - watched.since > patienceMs) await breakLock(path, content);
    await pause(2 + Math.random() * 10);
  }
}

/**
 * With its content from the moment that it is there: nobody could tell whose an empty one is.
 * @returns whether there was none
 */
export async function createLock(path: string, content: string): Promise<boolean> {
  if (await exists(path)) return false;
  const draft = newDraftPath(path);
  try {
    await writeFile(draft, content, { flag: 'wx' });
    return (await moveOnDisk(draft, path)) === 'moved';
  } catch (error) {
    if (isBeingRemoved(error)) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

export function newIdentity(): string {
  return JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
}

/** Windows says so of a file that somebody removes and somebody else has open. */
function isBeingRemoved(error: unknown): boolean {
  return process.platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error));
}

/** `undefined` when there is no lock; empty for one that is just being written, or removed. */
export async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (isBeingRemoved(error)) return '';
    throw error;
  }
}

/**
 * Takes away a lock that nobody holds. One at a time: another who saw the same lock could otherwise take away the one
 * that came after it.
 */
export async function breakLock(path: string, content: string): Promise<void> {
  const guard = `${path}.break`;
  if (!(await createLock(guard, newIdentity()))) return removeAbandoned(guard);
  try {
    if ((await contentOf(path)) === content) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

/** Somebody died in the two system calls that a guard is there for. */
async function removeAbandoned(guard: string): Promise<void> {
  const made = await stat(guard).catch(() => undefined);
  const isOld = made !== undefined && Date.now() - made.mtimeMs > HELD_TOO_LONG_MS;
  if (isOld || isLockOfTheDead((await contentOf(guard)) ?? '')) await rm(guard, { force: true });
}

export function isLockOfTheDead(content: string): boolean {
  const holder = /^\{"pid":(\d+),"host":(".*"),"id"/.exec(content);
  return holder !== null && holder[2] === JSON.stringify(hostname()) && isProcessDead(Number(holder[1]));
}

/** Whether no process of this machine has this id, be it ours or not. */
export function isProcessDead(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}
