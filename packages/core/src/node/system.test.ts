import { describe, expect, it } from 'vitest';
import { createRandom, systemClock } from './system.ts';

describe('createRandom', () => {
  const random = createRandom();

  it.each([0, 1, 8, 64])('gives %i characters that are safe in any file name', (length) => {
    expect(random.string(length)).toMatch(new RegExp(`^[0-9a-z]{${length}}$`));
  });

  it('uses the whole alphabet and does not repeat itself', () => {
    const drawn = Array.from({ length: 200 }, () => random.string(32));
    expect(new Set(drawn).size).toBe(200);
    expect(new Set(drawn.join('')).size).toBe(36);
  });

  it('gives version 4 UUIDs', () => {
    const ids = Array.from({ length: 50 }, () => random.uuid());
    expect(
      ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
    expect(new Set(ids).size).toBe(50);
  });
});

it('systemClock gives a date of its own each time, which a caller may change', () => {
  const first = systemClock.now();
  first.setFullYear(1999);
  expect(systemClock.now().getFullYear()).not.toBe(1999);
});
