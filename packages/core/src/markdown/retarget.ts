import type { TextEdit, TextRange } from '../text-edit.ts';
import { splitFrontMatter } from './front-matter.ts';
import { type Quote, writeTomlString, writeYamlString } from './front-matter-write.ts';
import type { ImageReference } from './image-reference.ts';
import { formatImageLink } from './link-format.ts';
import { fitsWikiLink } from './wiki-embed.ts';
import { writeAttribute, writeDestination } from './write-target.ts';

/**
 * What inline links and wiki links become, where they can be either. `keep`: what they are; but a wiki link that
 * gets a URL becomes Markdown all the same, since `[[…]]` cannot hold one.
 */
export type RetargetStyle = 'keep' | 'markdown' | 'wiki';

export interface RetargetOptions {
  readonly linkStyle?: RetargetStyle;
}

/**
 * The smallest edits that make references point elsewhere. Alt text, title, size suffix, spacing and line endings
 * stay as they are, byte for byte. A definition takes along the links that use it besides images.
 * @param text the note in which the references were found, unchanged since
 * @param newTarget a URL as it is to be followed, or a path as it is named on disk (relative to the note, `/`
 *   between its parts); `undefined` leaves the reference alone, as does the target that it has
 */
export function retarget(
  text: string,
  references: readonly ImageReference[],
  newTarget: (reference: ImageReference) => string | undefined,
  { linkStyle = 'keep' }: RetargetOptions = {},
): readonly TextEdit[] {
  return references.flatMap((reference) => {
    const target = newTarget(reference);
    if (target === undefined || target === reference.target) return [];
    const edit = changeStyle(text, reference, target, linkStyle) ?? replaceTarget(text, reference, target);
    return text.slice(edit.start, edit.end) === edit.newText ? [] : [edit];
  });
}

/** The whole link anew, where it has to be in the other style or is asked to. */
function changeStyle(
  text: string,
  reference: ImageReference,
  target: string,
  style: RetargetStyle,
): TextEdit | undefined {
  const { syntax, range, title, alt, size, inTable } = reference;
  const canBeWiki = fitsWikiLink(target);
  const change = (to: 'markdown' | 'wiki'): TextEdit => {
    const link = formatImageLink({ alt, target, ...(size !== undefined && { size }) }, to);
    return { ...range, newText: inTable ? link.replaceAll('|', '\\|') : link };
  };
  if (syntax === 'wiki' && (style === 'markdown' || !canBeWiki)) return change('markdown');
  if (syntax !== 'inline' || style !== 'wiki' || !canBeWiki) return undefined;
  // A wiki link has no title, and within the text of a link it is not read.
  return title === undefined && text[range.start - 1] !== '[' ? change('wiki') : undefined;
}

function replaceTarget(text: string, reference: ImageReference, target: string): TextEdit {
  const { syntax, targetRange } = reference;
  const written = text.slice(targetRange.start, targetRange.end);
  switch (syntax) {
    case 'inline':
    case 'definition':
      return within(targetRange, written, writeDestination(target));
    case 'wiki':
      return { ...targetRange, newText: target };
    case 'html':
      return within(targetRange, written, writeAttribute(target, quoteOf(written)));
    case 'front-matter':
      return replaceFrontMatterValue(text, reference, target);
  }
}

function replaceFrontMatterValue(
  text: string,
  { range, targetRange }: ImageReference,
  target: string,
): TextEdit {
  const isWiki = range.start !== targetRange.start;
  if (isWiki && fitsWikiLink(target) && !/["']/.test(target)) return { ...targetRange, newText: target };
  const written = text.slice(range.start, range.end);
  const write = splitFrontMatter(text)?.format === 'toml' ? writeTomlString : writeYamlString;
  return within(range, written, write(target, quoteOf(written)));
}

function quoteOf(written: string): Quote {
  return written[0] === '"' || written[0] === "'" ? written[0] : '';
}

/** What stays around the target, quotes or `<…>`, is no part of the edit. */
function within({ start, end }: TextRange, written: string, newText: string): TextEdit {
  const delimited = /^(["']).*\1$|^<.*>$/s;
  const same = delimited.test(written) && written[0] === newText[0] && delimited.test(newText);
  return same ? { start: start + 1, end: end - 1, newText: newText.slice(1, -1) } : { start, end, newText };
}
