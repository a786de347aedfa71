import { rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ImbedError } from '../errors.ts';
import { breakLock, contentOf, createLock, isLockOfTheDead, newIdentity } from './workspace/lock.ts';

/** A lock says so often that its holder lives: after a restart another process may have the number of a dead one. */
const BEAT_MS = 2_000;

/** So many beats may fail to come. */
const PATIENCE = 3;

/**
 * Takes the lock file `path` for work that takes as long as it takes; the answer gives it back. Rejects with
 * `local/in-use`, and waits for nobody, when another process has it, or somebody else in this one, and with what the
 * system says where no file can be made.
 *
 * @param name of what is worked on, for that error
 */
export async function takeTurn(path: string, name: string, beatMs = BEAT_MS): Promise<() => Promise<void>> {
  const own = newIdentity();
  while (!(await createLock(path, own))) {
    const content = await contentOf(path);
    if (content === undefined) continue;
    if (!isLockOfTheDead(content) && (await isAlive(path, beatMs)))
      throw new ImbedError('local/in-use', { name });
    await breakLock(path, content);
  }
  const beat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => undefined), beatMs);
  beat.unref();
  return async () => {
    clearInterval(beat);
    if ((await contentOf(path)) === own) await rm(path, { force: true });
  };
}

/** By the clock where it looks so, else by waiting for a beat: a machine may have slept, or its clock have been set. */
async function isAlive(path: string, beatMs: number): Promise<boolean> {
  const first = await beatOf(path);
  const age = Date.now() - (first ?? 0);
  if (age >= 0 && age < PATIENCE * beatMs) return true;
  for (let waited = 0; waited < PATIENCE; waited += 1) {
    await pause(beatMs);
    const last = await beatOf(path);
    if (last !== first) return last !== undefined;
  }
  return false;
}

/** `undefined` when there is no lock. */
async function beatOf(path: string): Promise<number | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.mtimeMs;
}
