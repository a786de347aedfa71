import { expect, it } from 'vitest';
import { once } from './once.ts';

function counted(fails: number) {
  let count = 0;
  return once(async () => {
    if (++count <= fails) throw new Error(`failure ${count}`);
    return count;
  });
}

it('what is loaded is loaded once', async () => {
  const load = counted(0);
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
  expect(await load()).toBe(1);
});

it('what could not be loaded is loaded again when it is asked for again', async () => {
  const load = counted(1);
  const both = await Promise.allSettled([load(), load()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await load()).toBe(2);
});
