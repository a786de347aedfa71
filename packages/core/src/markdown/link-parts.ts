import type { TextRange } from '../text-edit.ts';

/** Where the parts of a link stand in the text that was scanned. */
export interface LinkParts {
  /** With `<…>`; empty in `()`. */
  readonly target: TextRange;
  /** With its quotes. */
  readonly title?: TextRange;
  /** After the last character of the link. */
  readonly end: number;
}

/** https://spec.commonmark.org/0.31.2/#link-label */
const MAX_LABEL = 999;

/** Deeper parentheses are no destination, as in cmark: so no text is scanned more often than this. */
const MAX_PARENTHESES = 32;

/** `(target "title")`; `open` is where the parenthesis stands. */
export function scanInlineTail(text: string, open: number): LinkParts | undefined {
  if (text[open] !== '(') return undefined;
  const target = scanDestination(text, skipSpace(text, open + 1));
  if (target === undefined) return undefined;
  const gap = skipSpace(text, target.end);
  const title = gap > target.end ? scanTitle(text, gap) : undefined;
  const end = title === undefined ? gap : skipSpace(text, title.end);
  if (text[end] !== ')') return undefined;
  return { target, ...(title && { title }), end: end + 1 };
}

/** https://spec.commonmark.org/0.31.2/#link-destination; a bare one may be empty. */
export function scanDestination(text: string, start: number): TextRange | undefined {
  return text[start] === '<' ? scanAngled(text, start) : scanBare(text, start);
}

function scanAngled(text: string, start: number): TextRange | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '>') return { start, end: at + 1 };
    if (char === '<' || char === '\n') return undefined;
    if (char === '\\' && text[at + 1] !== '\n') at++;
  }
  return undefined;
}

function scanBare(text: string, start: number): TextRange | undefined {
  let depth = 0;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0x7f) break;
    if (code === 0x5c && isPunctuation(text.charCodeAt(at + 1))) at++;
    else if (code === 0x28) {
      if (++depth > MAX_PARENTHESES) return undefined;
    } else if (code === 0x29 && depth-- === 0) return { start, end: at };
  }
  return depth === 0 ? { start, end: at } : undefined;
}

/** https://spec.commonmark.org/0.31.2/#link-title */
export function scanTitle(text: string, start: number): TextRange | undefined {
  const open = text[start];
  if (open !== '"' && open !== "'" && open !== '(') return undefined;
  const close = open === '(' ? ')' : open;
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === close) return { start, end: at + 1 };
    if (char === '\\') at++;
    else if (char === '(' && open === '(') return undefined;
  }
  return undefined;
}

/** `[label]` without brackets inside; the range holds the brackets. `[]` is one too, which the caller tells apart. */
export function scanLabel(text: string, start: number): TextRange | undefined {
  if (text[start] !== '[') return undefined;
  const limit = Math.min(text.length, start + MAX_LABEL + 2);
  for (let at = start + 1; at < limit; at++) {
    const char = text[at];
    if (char === ']') return { start, end: at + 1 };
    if (char === '[') return undefined;
    if (char === '\\') at++;
  }
  return undefined;
}

/** The same for every spelling that matches, or `undefined` for what cannot be a label. */
export function normalizeLabel(label: string): string | undefined {
  if (label.length > MAX_LABEL || label.trim() === '') return undefined;
  // Lower case first: ẞ, ß and SS have to meet.
  return label
    .trim()
    .replaceAll(/[ \t\n]+/g, ' ')
    .toLowerCase()
    .toUpperCase();
}

/** Spaces, tabs and line endings; within a paragraph there is no blank line to stop at. */
export function skipSpace(text: string, at: number): number {
  let end = at;
  for (let code = text.charCodeAt(end); code === 0x20 || code === 0x09 || code === 0x0a; )
    code = text.charCodeAt(++end);
  return end;
}

/** ASCII punctuation, which a backslash escapes. */
export function isPunctuation(code: number): boolean {
  return (
    (code >= 0x21 && code <= 0x2f) ||
    (code >= 0x3a && code <= 0x40) ||
    (code >= 0x5b && code <= 0x60) ||
    (code >= 0x7b && code <= 0x7e)
  );
}
