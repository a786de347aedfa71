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
  const header = lines.findIndex((line, index) => isDelimiterRow(lines[index + 1] ?? '', line));
  if (header < 0) return [leaf];
  const before = lines.slice(0, header).join('\n');
  const cells: Leaf[] = header === 0 ? [] : [{ text: before, start: leaf.start }];
  let start = leaf.start + (header === 0 ? 0 : before.length + 1);
  for (const line of lines.slice(header)) {
    cells.push(...splitRow(line, start));
    start += line.length + 1;
  }
  return cells;
}

/** It has as many cells as the header above it. */
function isDelimiterRow(line: string, header: string): boolean {
  if (!line.includes('|')) return false;
  return delimiterRow.test(line.trim()) && countCells(line) === countCells(header);
}

/** Bars at the ends of a row are optional. */
function countCells(line: string): number {
  const row = line.trim();
  const cells = splitRow(row, 0);
  const last = cells.at(-1)?.text === '' ? 1 : 0;
  return cells.length - last - (row.startsWith('|') ? 1 : 0);
}

function splitRow(line: string, start: number): Leaf[] {
  const cells: Leaf[] = [];
  let from = 0;
  for (let bar = line.indexOf('|'); bar >= 0; bar = line.indexOf('|', bar + 1)) {
    if (line[bar - 1] === '\\') continue;
    cells.push({ text: line.slice(from, bar), start: start + from, inTable: true });
    from = bar + 1;
  }
  cells.push({ text: line.slice(from), start: start + from, inTable: true });
  return cells;
}
