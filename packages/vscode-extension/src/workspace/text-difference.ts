import type { TextEdit } from '@imbed/core';

/**
 * What makes `after` of `before`, as little as possible of it: cursors stay where they are in what stays. Line by
 * line where there are as many of them as before, as when links are changed; one piece otherwise.
 */
export function differenceOf(before: string, after: string): readonly TextEdit[] {
  const [old, next] = [before.split('\n'), after.split('\n')];
  if (old.length !== next.length) return pieceOf(before, after, 0);
  const edits: TextEdit[] = [];
  let start = 0;
  for (const [index, line] of old.entries()) {
    edits.push(...pieceOf(line, next[index] ?? '', start));
    start += line.length + 1;
  }
  return edits;
}

function pieceOf(before: string, after: string, offset: number): readonly TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const newText = after.slice(start, after.length - end);
  return [{ start: offset + start, end: offset + before.length - end, newText }];
}
