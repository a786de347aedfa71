import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTarget, encodeTarget, hasImageExtension, pathCandidates, targetKind } from './target.ts';

describe('targetKind', () => {
  it.each([
    ['https://h/a.png', 'remote'],
    ['HTTP://h/a.png', 'remote'],
    ['//h/a.png', 'remote'],
    ['a.png', 'local'],
    ['/a.png', 'local'],
    ['../a b.png', 'local'],
    ['C:\\a.png', 'local'],
    ['c:/a.png', 'local'],
    ['file:///a.png', 'local'],
    ['a/b:c.png', 'local'],
    ['', 'local'],
    ['data:image/png;base64,AA==', 'other'],
    ['app://local/a.png', 'other'],
  ] as const)('%j is %s', (target, kind) => {
    expect(targetKind(target)).toBe(kind);
  });
});

describe('pathCandidates', () => {
  it.each([
    ['a b.png', ['a b.png']],
    ['a.png?v=1', ['a.png?v=1', 'a.png']],
    ['a.png#right', ['a.png#right', 'a.png']],
    ['file:///home/me/a.png', ['/home/me/a.png']],
    ['file://localhost/a.png', ['/a.png']],
    ['file:///C:/a.png', ['C:/a.png']],
    ['#a', ['#a']],
    ['', []],
    ['https://h/a.png', []],
    ['data:,', []],
  ])('of %j are %j', (target, paths) => {
    expect(pathCandidates(target)).toEqual(paths);
  });
});

describe('hasImageExtension', () => {
  it.each(['a.png', 'a.JPEG', 'https://h/a.webp?x=1', 'a.svg#b', 'a#b.png'])('%j is an image', (target) => {
    expect(hasImageExtension(target)).toBe(true);
  });

  it.each(['a', 'png', 'a.pdf', 'a.png.md', 'https://h/x?a.txt', ''])('%j is none', (target) => {
    expect(hasImageExtension(target)).toBe(false);
  });
});

describe('percent-encoding', () => {
  it('encodes no more of a path than has to be', () => {
    expect(encodeTarget('图 (1) & 100%+é.png')).toBe('图 (1) & 100%+é.png');
    expect(encodeTarget('a#b?c%20d`e|f<g>.png')).toBe('a%23b%3Fc%2520d%60e%7Cf%3Cg%3E.png');
  });

  it('leaves the escapes of a URL alone', () => {
    expect(encodeTarget('https://h/a%20b.png?x=%41#y')).toBe('https://h/a%20b.png?x=%41#y');
  });

  it('gives every path back', () => {
    const path = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom(...'%2041aF#?<>|`\u0001é/.'), { maxLength: 12 })
        .map((chars) => chars.join('')),
    );
    fc.assert(
      fc.property(path, (target) => {
        fc.pre(targetKind(target) === 'local');
        expect(decodeTarget(encodeTarget(target))).toBe(target);
      }),
      { numRuns: 2000 },
    );
  });
});
