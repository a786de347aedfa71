import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inParallel } from './in-parallel.ts';

describe('work in parallel', () => {
  it('does everything, so much at a time', async () => {
    const done: number[] = [];
    let [under, most] = [0, 0];
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, undefined, async (item) => {
      most = Math.max(most, ++under);
      await setImmediate();
      under -= 1;
      done.push(item);
    });
    expect([done.toSorted(), most]).toEqual([[1, 2, 3, 4, 5, 6, 7], 3]);
  });

  it('ends with the first failure, once the others have been stopped', async () => {
    const begun: number[] = [];
    let stopped = 0;
    const work = inParallel([1, 2, 3, 4, 5], 2, undefined, async (item, signal) => {
      begun.push(item);
      if (item === 1) throw new Error('first');
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      stopped += 1;
      throw new Error('second');
    });
    await expect(work).rejects.toThrow('first');
    expect([begun, stopped]).toEqual([[1, 2], 1]);
  });

  it('hands on the abort of who asked', async () => {
    const work = inParallel([1], 1, AbortSignal.abort(), async (_, signal) => signal.throwIfAborted());
    await expect(work).rejects.toThrow('aborted');
  });
});
