import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PART_BYTES, partBytes } from './part-size.ts';

const MIB = 1024 * 1024;
const limits = { minPartBytes: 5 * MIB, maxParts: 10_000 };

test('parts are of 8 MiB, which every store takes', () => {
  expect(partBytes(9 * MIB, limits)).toBe(8 * MIB);
  expect(partBytes(10_000 * 8 * MIB, limits)).toBe(8 * MIB);
});

test('parts grow by whole MiB when there would be too many', () => {
  expect(partBytes(10_000 * 8 * MIB + 1, limits)).toBe(9 * MIB);
  expect(partBytes(20 * 1024 * MIB, { ...limits, maxParts: 1000 })).toBe(21 * MIB);
});

test('a store that wants larger parts gets them', () => {
  expect(partBytes(100 * MIB, { ...limits, minPartBytes: 16 * MIB })).toBe(16 * MIB);
});

test('there are never more parts than the store allows', () => {
  const total = fc.integer({ min: PART_BYTES + 1, max: 5 * 1024 * 1024 * MIB });
  fc.assert(
    fc.property(total, fc.integer({ min: 1, max: 10_000 }), (bytes, maxParts) => {
      const size = partBytes(bytes, { ...limits, maxParts });
      expect(Math.ceil(bytes / size)).toBeLessThanOrEqual(maxParts);
      expect(size).toBeGreaterThanOrEqual(PART_BYTES);
    }),
  );
});
