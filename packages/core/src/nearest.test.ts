import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const names = [
  'year',
  'month',
  'minute',
  'ms',
  'hash',
  'timestamp',
  'timestampMs',
  'noteDir',
  'note',
] as const;

describe('nearest', () => {
  test.each([
    ['yaer', 'year'],
    ['Month', 'month'],
    ['mintue', 'minute'],
    ['hsah', 'hash'],
    ['timestampMS', 'timestampMs'],
    ['notedirectory', 'noteDir'],
    ['timestmap', 'timestamp'],
  ])('%s means %s', (word, expected) => {
    expect(nearest(word, names)).toBe(expected);
  });

  test.each(['', 'xyz', 'bucket', 'filename'])(
    'offers nothing for %j, which is like none of them',
    (word) => {
      expect(nearest(word, names)).toBeUndefined();
    },
  );

  test('offers nothing when there is nothing to offer', () => {
    expect(nearest('year', [])).toBeUndefined();
  });

  test('a known word is its own nearest', () => {
    fc.assert(fc.property(fc.constantFrom(...names), (name) => nearest(name, names) === name));
  });
});
