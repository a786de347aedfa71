import { ImbedError } from './errors.ts';

/** Offsets count UTF-16 units, end exclusive. Hosts turn them into their own positions. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What stands in the range becomes `newText`; an empty range inserts. */
export interface TextEdit extends TextRange {
  readonly newText: string;
}

/**
 * All edits at once: their offsets are those of `text` as it is now. Their order does not matter.
 * @throws ImbedError `internal` when two edits overlap or one lies outside the text: which of them was meant
 *   cannot be told, and a note must not be guessed at.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < done || edit.end < edit.start || edit.end > text.length) throw misplaced(edit);
    parts.push(text.slice(done, edit.start), edit.newText);
    done = edit.end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

/**
 * What takes {@link applyEdits} back: applied to the text that it gave, these give `text` again.
 * @param edits as {@link applyEdits} takes them
 */
export function invertEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return inOrder(edits).map(({ start, end, newText }) => {
    const from = start + shift;
    shift += newText.length - (end - start);
    return { start: from, end: from + newText.length, newText: text.slice(start, end) };
  });
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function misplaced({ start, end }: TextEdit): ImbedError {
  return new ImbedError('internal', {
    detail: `an edit of ${start}-${end} overlaps another or leaves the text`,
  });
}
