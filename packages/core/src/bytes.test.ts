import { describe, expect, it } from 'vitest';
import { sameBytes, utf8 } from './bytes.ts';

describe('sameBytes', () => {
  it.each([
    ['the same', [1, 2], [1, 2], true],
    ['nothing', [], [], true],
    ['another last byte', [1, 2], [1, 3], false],
    ['one byte more', [1, 2], [1, 2, 0], false],
    ['one byte less', [1, 2], [1], false],
  ])('tells %s', (_, a, b, expected) => {
    expect(sameBytes(Uint8Array.from(a), Uint8Array.from(b))).toBe(expected);
  });
});

it('half of a pair has bytes all the same, so that any name can be measured', () => {
  expect(utf8('图')).toEqual(Uint8Array.of(0xe5, 0x9b, 0xbe));
  expect(utf8('\ud800')).toEqual(Uint8Array.of(0xef, 0xbf, 0xbd));
});
