import type { TextRange } from '../text-edit.ts';
import type { BlockLeaf, Leaf } from './leaf.ts';
import { normalizeLabel, scanDestination, scanLabel, scanTitle, skipSpace } from './link-parts.ts';
import { decodeTarget } from './target.ts';
import { shift } from './text-range.ts';
import { decodeDestination, decodeTitle } from './unescape.ts';

/** `[label]: target "title"`. */
interface Definition {
  /** Offsets in the note. */
  readonly range: TextRange;
  readonly targetRange: TextRange;
  readonly target: string;
  readonly title?: string;
}

/** By normalized label. */
export type Definitions = ReadonlyMap<string, Definition>;

/**
 * Takes the definitions off the beginnings of paragraphs
 * (https://spec.commonmark.org/0.31.2/#link-reference-definitions). Of several with one label, the first counts.
 * @returns what is left to be read
 */
export function takeDefinitions(leaves: readonly BlockLeaf[]): {
  readonly definitions: Definitions;
  readonly rest: readonly Leaf[];
} {
  const definitions = new Map<string, Definition>();
  const rest = leaves.map((leaf) => {
    const { text, start, paragraph } = leaf;
    let done = 0;
    while (paragraph) {
      const next = scanDefinition(text, done, start);
      if (next === undefined) break;
      if (!definitions.has(next.label)) definitions.set(next.label, next.definition);
      done = next.end;
    }
    return done === 0 ? leaf : { text: text.slice(done), start: start + done };
  });
  return { definitions, rest };
}

interface ScannedDefinition {
  readonly label: string;
  readonly definition: Definition;
  readonly end: number;
}

/** `[^1]:` is none: in every dialect that has footnotes it is one, and may hold an image. */
function scanDefinition(text: string, from: number, base: number): ScannedDefinition | undefined {
  const start = skipSpace(text, from);
  const name = scanLabel(text, start);
  if (name === undefined || text[name.end] !== ':' || text[start + 1] === '^') return undefined;
  const label = normalizeLabel(text.slice(start + 1, name.end - 1));
  const target = scanDestination(text, skipSpace(text, name.end + 1));
  if (label === undefined || target === undefined || target.start === target.end) return undefined;
  const title = titleBehind(text, target.end);
  const end = title?.end ?? target.end;
  if (!endsLine(text, end)) return undefined;
  const definition = {
    range: shift({ start, end }, base),
    targetRange: shift(target, base),
    target: decodeTarget(decodeDestination(text, target)),
    ...(title && { title: decodeTitle(text, title) }),
  };
  return { label, definition, end };
}

/** What stands on the next line and is no title begins a paragraph. */
function titleBehind(text: string, at: number): TextRange | undefined {
  const start = skipSpace(text, at);
  const title = start > at ? scanTitle(text, start) : undefined;
  return title !== undefined && endsLine(text, title.end) ? title : undefined;
}

function endsLine(text: string, at: number): boolean {
  let end = at;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end === text.length || text[end] === '\n';
}
