import type { Leaf } from './leaf.ts';

const delimiterRow = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;

/**
 * Cells are cut out of a table before anything in them is read (https://github.github.com/gfm/#tables-extension-):
 * a lone backtick in one cell and another in the next are no code.
 * @returns the leaf itself where it is no table
 */
export function splitTable(leaf: Leaf): readonly Leaf[] {
  if (!leaf.text.includes('|') || !leaf.text.includes('\n')) return [leaf];
  const lines = leaf.text.split('\n');
  const delimiter = lines.findIndex(
    (line, index) =>
      index > 0 && line.includes('|') && delimiterRow.test(line.trim()) && lines[index - 1]?.includes('|'),
  );
  if (delimiter < 0) return [leaf];
  const before = lines.slice(0, delimiter - 1).join('\n');
  const cells: Leaf[] = before === '' ? [] : [{ text: before, start: leaf.start }];
  let start = leaf.start + (before === '' ? 0 : before.length + 1);
  for (const line of lines.slice(delimiter - 1)) {
    cells.push(...splitRow(line, start));
    start += line.length + 1;
  }
  return cells;
}

function splitRow(line: string, start: number): Leaf[] {
  const cells: Leaf[] = [];
  let from = 0;
  for (let bar = line.indexOf('|'); bar >= 0; bar = line.indexOf('|', bar + 1)) {
    if (line[bar - 1] === '\\') continue;
    cells.push({ text: line.slice(from, bar), start: start + from });
    from = bar + 1;
  }
  cells.push({ text: line.slice(from), start: start + from });
  return cells;
}
