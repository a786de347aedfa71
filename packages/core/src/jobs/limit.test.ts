import { expect, it } from 'vitest';
import { createLimit, forEachAtMost } from './limit.ts';

async function* count(to: number) {
  for (let n = 0; n < to; n++) yield n;
}

/** Work that says how much of it was ever running at once. */
function watched() {
  const seen = { running: 0, most: 0, done: [] as number[] };
  const work = async (n: number) => {
    seen.running++;
    seen.most = Math.max(seen.most, seen.running);
    for (let turn = 0; turn <= n % 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    seen.running--;
    seen.done.push(n);
  };
  return { seen, work };
}

it('runs as much at once as it may, and no more', async () => {
  const limit = createLimit(3);
  const { seen, work } = watched();
  await Promise.all(Array.from({ length: 20 }, (_, n) => limit(() => work(n))));
  expect([seen.most, seen.done.length]).toEqual([3, 20]);
});

it('hands a place on after work that failed', async () => {
  const limit = createLimit(1);
  const failing = limit(() => Promise.reject(new Error('no')));
  const next = limit(() => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
});

it('goes through everything, so many at a time', async () => {
  const { seen, work } = watched();
  await forEachAtMost(4, count(30), work);
  expect([seen.most, seen.done.length]).toEqual([4, 30]);
});

it('takes no item before there is somebody to work on it', async () => {
  let taken = 0;
  async function* items() {
    for (; taken < 100; taken++) yield taken;
  }
  await forEachAtMost(2, items(), async (n) => {
    await Promise.resolve();
    expect(taken - n).toBeLessThanOrEqual(2);
  });
  expect(taken).toBe(100);
});

it('ends with the first failure, and only when nothing runs any more', async () => {
  const { seen, work } = watched();
  const failing = forEachAtMost(3, count(30), async (n) => {
    if (n === 5) throw new Error('five');
    await work(n);
  });
  await expect(failing).rejects.toThrow('five');
  expect(seen.running).toBe(0);
  expect(seen.done.length).toBeLessThan(30);
});
