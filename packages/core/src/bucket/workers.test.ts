import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { eachTransfer } from './workers.ts';

describe('transfers', () => {
  const large = 1024 ** 3;

  it('are side by side when small, one after the other when large, and all of them', async () => {
    const sizes = [1, large, 1, large, large, 1, 1, 1];
    const under = { small: 0, large: 0 };
    const most = { small: 0, large: 0 };
    let done = 0;
    const items = async function* () {
      for (const size of sizes) yield { size };
    };
    await eachTransfer(items(), undefined, async ({ size }) => {
      const kind = size === large ? 'large' : 'small';
      most[kind] = Math.max(most[kind], ++under[kind]);
      await setImmediate();
      under[kind] -= 1;
      done += 1;
    });
    expect(done).toBe(sizes.length);
    expect(most.large).toBe(1);
    expect(most.small).toBeGreaterThan(1);
  });

  it('end when what they come from breaks off', async () => {
    const items = async function* () {
      yield { size: 1 };
      throw new Error('the list broke off');
    };
    const done: number[] = [];
    const work = eachTransfer(items(), undefined, async ({ size }) => void done.push(size));
    await expect(work).rejects.toThrow('broke off');
    expect(done).toEqual([1]);
  });
});
