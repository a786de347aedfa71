import { describe, expect, it } from 'vitest';
import { percentText, sizeText } from './display.ts';

describe('sizeText', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1_300_000, '1.2 MiB'],
    [50 * 1024 ** 2, '50 MiB'],
    [5000 * 1024 ** 3, '5000 GiB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});

it('nothing of an unknown size is no percent', () => {
  expect([percentText(0, 0, 'en'), percentText(1, 3, 'en'), percentText(3, 3, 'zh-cn')]).toEqual([
    '0%',
    '33%',
    '100%',
  ]);
});
