import { describe, expect, it } from 'vitest';
import { unquoted } from './etag.ts';

describe('unquoted', () => {
  it.each([
    ['"abc"', 'abc'],
    ['abc', 'abc'],
    ['W/"abc"', 'abc'],
    ['"abc-2"', 'abc-2'],
    ['""', undefined],
    [undefined, undefined],
  ])('%s reads %s', (header, etag) => {
    expect(unquoted(header)).toBe(etag);
  });
});
