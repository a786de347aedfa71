import type { TextEdit, TextRange } from '../text-edit.ts';
import { findImages } from './find-images.ts';
import type { ImageReference } from './image-reference.ts';
import { normalizeLabel } from './link-parts.ts';

/**
 * What takes an image out of a note, in every way in which it is shown there. A value of the front matter becomes
 * empty; a definition goes with the images that use it, unless something else uses it, too.
 * @param target as its references have it
 */
export function removalEdits(text: string, target: string): readonly TextEdit[] {
  const references = findImages(text).filter((reference) => reference.target === target);
  const edits = references.flatMap((reference) => editsFor(text, reference));
  // An image in the words for another one goes with it.
  return edits.filter((edit) => !edits.some((other) => other !== edit && holds(other, edit)));
}

function editsFor(text: string, { syntax, range, uses = [] }: ImageReference): readonly TextEdit[] {
  if (syntax === 'front-matter') return [{ ...range, newText: '""' }];
  if (syntax !== 'definition') return [{ ...range, newText: '' }];
  const isNeeded = labelsIn(text, [range, ...uses]).has(labelAt(text, range));
  const gone = isNeeded ? uses : [...uses, withLine(text, range)];
  return gone.map((one) => ({ ...one, newText: '' }));
}

/** Labels of all links, and whatever else stands in brackets, outside of some ranges. */
function labelsIn(text: string, without: readonly TextRange[]): ReadonlySet<string | undefined> {
  const labels = new Set<string | undefined>();
  for (const { index, 1: label = '' } of text.matchAll(/\[((?:\\.|[^[\]\\])+)\]/gs))
    if (!without.some(({ start, end }) => start <= index && index < end)) labels.add(normalizeLabel(label));
  return labels;
}

function labelAt(text: string, { start, end }: TextRange): string | undefined {
  const [, label = ''] = /^\[((?:\\.|[^\]\\])*)\]:/s.exec(text.slice(start, end)) ?? [];
  return normalizeLabel(label);
}

/** With its line break, where nothing else stands on its lines. */
function withLine(text: string, range: TextRange): TextRange {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const [rest = ''] = /^[^\n]*\n?/.exec(text.slice(range.end)) ?? [];
  const isAlone = text.slice(start, range.start).trim() === '' && rest.trim() === '';
  return isAlone ? { start, end: range.end + rest.length } : range;
}

function holds(outer: TextRange, inner: TextRange): boolean {
  const isSame = outer.start === inner.start && outer.end === inner.end;
  return !isSame && outer.start <= inner.start && inner.end <= outer.end;
}
