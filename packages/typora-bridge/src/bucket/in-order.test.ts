import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

it('whatever comes when, all is handed on in order, and nothing before what stands in front of it', async () => {
  const numbers = fc.integer({ min: 1, max: 12 }).chain((count) => {
    const all = Array.from({ length: count }, (_, index) => index);
    return fc.tuple(fc.shuffledSubarray(all, { minLength: count }), fc.integer({ min: 0, max: count }));
  });
  await fc.assert(
    fc.asyncProperty(numbers, async ([arriving, cut]) => {
      const seen: number[] = [];
      const order = inOrder<{ readonly number: number }>(async ({ number }) => void seen.push(number));
      const come = arriving.slice(0, cut);
      for (const number of come) await order.add(number, { number });
      const first = arriving.findIndex((_, index) => !come.includes(index));
      expect(seen).toEqual(Array.from({ length: first < 0 ? cut : first }, (_, index) => index));
      await order.rest();
      expect(seen).toEqual(come.toSorted((a, b) => a - b));
      expect(order.handed.map(({ number }) => number)).toEqual(seen);
    }),
  );
});
