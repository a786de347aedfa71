import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { folderOfFile } from '../../testing/temporary-folder.ts';
import { withLock } from './lock.ts';

const home = folderOfFile();

let folder = '';
let lock = '';
beforeEach(() => {
  folder = mkdtempSync(join(home, 'x-'));
  lock = join(folder, 'a.lock');
});

/** Beyond what any system gives to a process. */
const DEAD_PID = 4_194_305;

const lockOf = (pid: number, host = hostname()) => JSON.stringify({ pid, host, id: 'x' });

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return 'gone';
  }
}

/** Runs `count` at once, and tells the most that ran at the same time. */
async function mostAtOnce(count: number): Promise<number> {
  let [running, most] = [0, 0];
  const one = () =>
    withLock(lock, async () => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      running--;
    });
  await Promise.all(Array.from({ length: count }, one));
  return most;
}

describe('a lock', () => {
  it('lets one in at a time, and is gone afterwards', async () => {
    expect(await mostAtOnce(20)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is given back when what it is held for fails', async () => {
    const failing = withLock(lock, () => Promise.reject(new Error('on purpose')));
    await expect(failing).rejects.toThrow('on purpose');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process that is dead is taken away, and still lets one in at a time', async () => {
    for (let round = 0; round < 20; round++) {
      writeFileSync(lock, lockOf(DEAD_PID));
      expect(await mostAtOnce(8)).toBe(1);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('of a living process is waited for', async () => {
    writeFileSync(lock, lockOf(process.ppid));
    let isIn = false;
    const waiting = withLock(lock, async () => {
      isIn = true;
    });
    for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
    expect(isIn).toBe(false);
    rmSync(lock);
    await waiting;
    expect(isIn).toBe(true);
  });

  it.each([
    ['of another machine', () => lockOf(1, 'another-machine')],
    ['whose process number somebody else has now', () => lockOf(process.ppid)],
    ['that its process died over', () => ''],
  ])('%s is waited for, but not for ever', async (_, content) => {
    writeFileSync(lock, content());
    // Time passes only while this lock is there: nobody holds his own for too long, be the machine ever so slow.
    let ms = 0;
    const clock = vi.spyOn(performance, 'now');
    clock.mockImplementation(() => {
      if (contentOf(lock) === content()) ms += 1000;
      return ms;
    });
    onTestFinished(() => clock.mockRestore());
    expect(await mostAtOnce(3)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that was taken away from its holder tells him so, and he leaves that of others alone', async () => {
    const theirs = lockOf(process.ppid);
    await withLock(lock, async ({ assertHeld }) => {
      await assertHeld();
      writeFileSync(lock, theirs);
      await expect(assertHeld()).rejects.toMatchObject({ code: 'local/write-failed' });
    });
    expect(readFileSync(lock, 'utf8')).toBe(theirs);
  });

  it('is taken away in spite of somebody who died while he did that', async () => {
    writeFileSync(lock, lockOf(DEAD_PID));
    writeFileSync(`${lock}.break`, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(`${lock}.break`, longAgo, longAgo);
    expect(await mostAtOnce(3)).toBe(1);
    expect(existsSync(`${lock}.break`)).toBe(false);
  });

  it('is taken away at once where that somebody is known to be dead', async () => {
    writeFileSync(lock, lockOf(DEAD_PID));
    writeFileSync(`${lock}.break`, lockOf(DEAD_PID));
    expect(await mostAtOnce(3)).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells whose it is from the moment that it is there', async () => {
    const seen = new Set<string>();
    const holding = mostAtOnce(30);
    let isOver = false;
    void holding.then(() => {
      isOver = true;
    });
    while (!isOver) {
      if (existsSync(lock)) seen.add(contentOf(lock));
      await new Promise(setImmediate);
    }
    expect(seen.size).toBeGreaterThan(0);
    expect(seen.has('')).toBe(false);
  });

  it('that cannot be made fails with what the system says', async () => {
    await expect(withLock(join(folder, 'missing/a.lock'), async () => {})).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
