import { describe, expect, it } from 'vitest';
import { percentText, sizeText } from './display.ts';

describe('sizeText', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1_234_567, '1.2 MB'],
    [20_000_000, '20 MB'],
    [5_000_000_000_000, '5,000 GB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(sizeText(bytes, 'en')).toBe(text);
  });
});

it('nothing of an unknown size is no percent', () => {
  expect([percentText(0, 0, 'en'), percentText(1, 3, 'en'), percentText(3, 3, 'zh-cn')]).toEqual([
    '0%',
    '33%',
    '100%',
  ]);
});
