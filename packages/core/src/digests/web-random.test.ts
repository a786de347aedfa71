import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWebRandom } from './web-random.ts';

const random = createWebRandom();

it('a string has the length asked for and only small letters and digits', () => {
  fc.assert(
    fc.property(fc.nat(200), (length) => {
      expect(random.string(length)).toMatch(new RegExp(`^[0-9a-z]{${length}}$`));
    }),
  );
});

it('every letter and digit comes up', () => {
  expect(new Set(random.string(5000)).size).toBe(36);
});

it('no two answers are the same', () => {
  expect(new Set(Array.from({ length: 100 }, () => random.string(16))).size).toBe(100);
  expect(random.uuid()).not.toBe(random.uuid());
});
