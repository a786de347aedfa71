import { describe, expect, it } from 'vitest';
import { splitTable } from './table-cells.ts';

function pieces(text: string): readonly string[] {
  return splitTable({ text, start: 0 }).map((leaf) => leaf.text);
}

describe('splitTable', () => {
  it.each([
    ['| a | b |\n|---|:-:|\n| c | d |', ['', ' a ', ' b ', '', '', '---', ':-:', '', '', ' c ', ' d ', '']],
    ['a | b\n- | -', ['a ', ' b', '- ', ' -']],
    ['| a \\| b |\n|---|', ['', ' a \\| b ', '', '', '---', '']],
    ['text\n| a |\n|---|', ['text', '', ' a ', '', '', '---', '']],
  ])('cuts %j into cells', (text, cells) => {
    expect(pieces(text)).toEqual(cells);
  });

  it.each([
    'a',
    'a | b',
    'a\nb',
    '| a | b |',
    '| a | b |\n|---|',
    '| a |\n| b |',
    'a\n---',
    '| a |\n| -- x |',
  ])('leaves %j whole, which is no table', (text) => {
    expect(pieces(text)).toEqual([text]);
  });

  it('keeps every character where it is', () => {
    const text = 'text\n| a `|` b |\n|---|---|---|\n| c ||\r\n| d';
    const leaves = splitTable({ text, start: 7 });
    for (const leaf of leaves)
      expect(text.slice(leaf.start - 7, leaf.start - 7 + leaf.text.length)).toBe(leaf.text);
  });

  it('marks what is a cell, and nothing else', () => {
    const [before, ...cells] = splitTable({ text: 'text\n| a |\n|---|', start: 0 });
    expect(before).not.toHaveProperty('inTable');
    for (const cell of cells) expect(cell).toHaveProperty('inTable', true);
  });
});
