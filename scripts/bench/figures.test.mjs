import { describe, expect, it } from 'vitest';
import { format, ratio, spread } from './figures.mjs';

describe('figures', () => {
  it('take the middle value, not the mean, so that one disturbed run changes nothing', () => {
    expect(spread([1, 100, 2])).toEqual({ median: 2, min: 1, max: 100 });
  });

  it('take the mean of the two middle values of an even number of runs', () => {
    expect(spread([4, 1, 3, 2]).median).toBe(2.5);
  });

  it('compare pair by pair, so that a slower half of the session does not tilt the ratio', () => {
    const pairs = [
      { a: { cpu: 1 }, b: { cpu: 2 } },
      { a: { cpu: 10 }, b: { cpu: 20 } },
      { a: { cpu: 3 }, b: { cpu: 6 } },
    ];
    expect(ratio(pairs, 'cpu')).toEqual({ median: 0.5, min: 0.5, max: 0.5 });
  });

  it('print the median with its range', () => {
    expect(format({ median: 0.1172, min: 0.11, max: 0.125 })).toBe('0.117 [0.110-0.125]');
  });
});
