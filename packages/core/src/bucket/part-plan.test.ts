import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, partNumbers, partSpan, planParts } from './part-plan.ts';

const MIB = 1024 * 1024;
const TIB = 1024 ** 4;
const limits = { minPartBytes: 5 * MIB, maxParts: 10_000 };

describe('a part plan', () => {
  it.each([
    [1, 8 * MIB, 1],
    [8 * MIB, 8 * MIB, 1],
    [8 * MIB + 1, 8 * MIB, 2],
    [10_000 * 8 * MIB, 8 * MIB, 10_000],
    [10_000 * 8 * MIB + 1, 9 * MIB, 8889],
    [5_000_000_000_000, 477 * MIB, 9997],
    [5 * TIB, 525 * MIB, 9987],
  ])('cuts %i bytes into parts of %i, %i of them', (size, partBytes, count) => {
    expect(planParts(size, limits)).toEqual({ size, partBytes, count });
  });

  it('takes larger parts where a store takes few of them', () => {
    expect(planParts(TIB, { ...limits, maxParts: 1000 })).toMatchObject({
      partBytes: 1049 * MIB,
      count: 1000,
    });
  });

  it('refuses what no part is large enough for', () => {
    const few = { ...limits, maxParts: 1000 };
    expect(() => planParts(5 * TIB + 1, few)).toThrow(
      expect.objectContaining({
        code: 'store/too-large',
        facts: { bytes: 5 * TIB + 1, limitBytes: 1000 * 5 * 1024 ** 3 },
      }),
    );
  });

  it('covers every byte once, with equal parts but for the last, within the limits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 * TIB }),
        fc.integer({ min: 1100, max: 10_000 }),
        (size, maxParts) => {
          const plan = planParts(size, { ...limits, maxParts });
          expect(plan.count).toBeLessThanOrEqual(maxParts);
          expect(partSpan(plan, 1).start).toBe(0);
          expect(partSpan(plan, plan.count).end).toBe(size);
          const middle = Math.ceil(plan.count / 2);
          if (middle < plan.count) {
            expect(partSpan(plan, middle).end).toBe(partSpan(plan, middle + 1).start);
            expect(bytesOf(plan, [middle])).toBe(plan.partBytes);
          }
          expect(bytesOf(plan, [plan.count])).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('numbers parts from 1', () => {
    expect(partNumbers({ size: 20, partBytes: 8, count: 3 })).toEqual([1, 2, 3]);
  });
});
