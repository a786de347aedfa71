import { describe, expect, it } from 'vitest';
import type { TextRange } from '../text-edit.ts';
import { findImages } from './find-images.ts';

function targets(text: string): readonly string[] {
  return findImages(text).map(({ target }) => target);
}

describe('definitions', () => {
  it('are found where an image uses them, full, collapsed or shortcut, and once', () => {
    const text = '![a][x] ![X][] ![x]\n\n[x]: <a b.png>  "t"\n[y]: c.png\n';
    const slice = ({ start, end }: TextRange) => text.slice(start, end);
    const described = findImages(text).map(({ range, targetRange, uses, ...rest }) => ({
      ...rest,
      source: slice(range),
      written: slice(targetRange),
      uses: uses?.map(slice),
    }));
    expect(described).toEqual([
      {
        syntax: 'definition',
        target: 'a b.png',
        title: 't',
        alt: 'a',
        source: '[x]: <a b.png>  "t"',
        written: '<a b.png>',
        uses: ['![a][x]', '![X][]', '![x]'],
      },
    ]);
  });

  it.each([
    ['[a][x]\n\n[x]: a.png', []],
    ['![x]\n\n[x]: a.png\n[x]: b.png', ['a.png']],
    ['![x]\n\n> [x]: a.png', ['a.png']],
    ['![x]\n\n```\n[x]: a.png\n```', []],
    ['![x]\n[x]: a.png', []],
    ['![ẞ]\n\n[SS]: a.png', ['a.png']],
    ['![x][y]\n\n[x]: a.png', []],
    ['![x][\n\n[x]: a.png', ['a.png']],
    ['![a [x] b][y]\n\n[x]: a.png\n[y]: b.png', ['b.png']],
    ['![x]\n\n[x]:\n  a.png\n  "title"', ['a.png']],
    ['![x]\n\n[x]: a.png "title" no', []],
    ['# [x]: a.png\n\n![x]', []],
    ['[x]: a.png\n![x]\n===', ['a.png']],
    ['[^1]: ![a](b.png)\n\nText.[^1]', ['b.png']],
  ])('%j refers to %j', (text, expected) => {
    expect(targets(text)).toEqual(expected);
  });
});
