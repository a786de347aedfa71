import { scanAngleBracket } from './angle-bracket.ts';
import { type Closer, type Closers, createClosers } from './closers.ts';
import type { Tag } from './html-tag.ts';
import type { Leaf } from './leaf.ts';
import { type LinkParts, normalizeLabel, scanInlineTail, scanLabel } from './link-parts.ts';
import { parseWikiLink, type WikiLink } from './wiki-embed.ts';

/** What the scan of one leaf comes upon, in offsets of its text; `at` is where the image begins. */
export type InlineImage =
  | { readonly kind: 'inline'; readonly at: number; readonly altEnd: number; readonly parts: LinkParts }
  | {
      readonly kind: 'use';
      readonly at: number;
      readonly altEnd: number;
      readonly label: string;
      readonly end: number;
    }
  | { readonly kind: 'wiki'; readonly at: number; readonly end: number; readonly link: WikiLink }
  | { readonly kind: 'tag'; readonly at: number; readonly tag: Tag };

/** `![` or `[` that has not been closed yet. */
interface Opener {
  readonly at: number;
  readonly image: boolean;
  /** Another bracket followed: what stands in between cannot be a label. */
  nested: boolean;
}

interface Scan {
  readonly text: string;
  readonly closers: Closers;
  readonly labels: Labels;
  readonly openers: Opener[];
  /** `[` below this index are no links any more: links do not nest. */
  linkFloor: number;
  readonly found: InlineImage[];
}

/** The normalized labels of the definitions of a note. */
export type Labels = Pick<ReadonlySet<string>, 'has' | 'size'>;

const special = /[\\`<![\]$%]/g;

/**
 * The images of one leaf, by the rules of CommonMark for what takes precedence over what
 * (https://spec.commonmark.org/0.31.2/#inlines), leaving out what no image depends on: emphasis, breaks.
 * Goes forward only; text is never scanned anew from an opener that was not closed.
 */
export function scanInlineImages({ text }: Leaf, labels: Labels): readonly InlineImage[] {
  const scan: Scan = {
    text,
    closers: createClosers(text),
    labels,
    openers: [],
    linkFloor: 0,
    found: [],
  };
  for (let at = 0; ; ) {
    special.lastIndex = at;
    if (!special.test(text)) return scan.found;
    at = step(scan, special.lastIndex - 1);
  }
}

/** Handles the special character at `at`; returns where to go on. */
function step(scan: Scan, at: number): number {
  switch (scan.text[at]) {
    case '\\':
      return at + 2;
    case '`':
      return skipCodeSpan(scan, at);
    case '<':
      return scanAngle(scan, at);
    case '$':
      return skipMath(scan, at);
    case '%':
      return skipPair(scan, at, '%%', 'noteCommentEnd');
    case '!':
      return scan.text[at + 1] === '[' ? openImage(scan, at) : at + 1;
    case '[':
      return open(scan, { at, image: false, nested: false });
    default:
      return close(scan, at);
  }
}

function skipCodeSpan({ text, closers }: Scan, at: number): number {
  let end = at + 1;
  while (text[end] === '`') end++;
  const spanEnd = closers.codeSpanEnd(end - at, end);
  return spanEnd < 0 ? end : spanEnd;
}

function skipMath(scan: Scan, at: number): number {
  const { text, closers } = scan;
  if (text[at + 1] === '$') return skipPair(scan, at, '$$', 'displayMathEnd');
  if (!/\S/.test(text[at + 1] ?? '')) return at + 1;
  const end = closers.next('mathEnd', at + 2);
  return end < 0 ? at + 1 : end + 1;
}

/** From a mark of two characters to behind the one that closes it; over itself where nothing does. */
function skipPair({ text, closers }: Scan, at: number, mark: string, closer: Closer): number {
  if (!text.startsWith(mark, at)) return at + 1;
  const end = closers.next(closer, at + 2);
  return (end < 0 ? at : end) + 2;
}

function scanAngle(scan: Scan, at: number): number {
  const { end, tag } = scanAngleBracket(scan.text, at, scan.closers);
  if (tag?.name === 'img') scan.found.push({ kind: 'tag', at, tag });
  return end;
}

function openImage(scan: Scan, at: number): number {
  const embed = scan.text[at + 2] === '[' ? scanWikiEmbed(scan, at) : undefined;
  if (embed === undefined) return open(scan, { at, image: true, nested: false });
  scan.found.push(embed);
  return embed.end;
}

/** Where it names an image, `![[…]]` is never meant as CommonMark's `![[alt]](…)`. */
function scanWikiEmbed({ text, closers }: Scan, at: number): (InlineImage & { kind: 'wiki' }) | undefined {
  const start = at + 3;
  const end = closers.next('wikiEnd', start);
  const line = closers.next('lineEnd', start);
  const nested = closers.next('wikiStart', start);
  if (end < 0 || (line >= 0 && line < end) || (nested >= 0 && nested < end)) return undefined;
  const link = parseWikiLink(text.slice(start, end), start);
  return link && { kind: 'wiki', at, end: end + 2, link };
}

function open({ openers }: Scan, opener: Opener): number {
  const parent = openers.at(-1);
  if (parent !== undefined) parent.nested = true;
  openers.push(opener);
  return opener.at + (opener.image ? 2 : 1);
}

/** `]`: what began at the last opener is a link, an image or only brackets. */
function close(scan: Scan, at: number): number {
  const { openers } = scan;
  const opener = openers.pop();
  const disabled = openers.length < scan.linkFloor;
  if (disabled) scan.linkFloor = openers.length;
  if (opener === undefined || (disabled && !opener.image)) return at + 1;
  const image = match(scan, opener, at);
  if (image === undefined) return at + 1;
  if (opener.image) {
    // Images within the alt text are part of that text.
    while ((scan.found.at(-1)?.at ?? -1) > opener.at) scan.found.pop();
    scan.found.push(image);
  } else scan.linkFloor = openers.length;
  return image.kind === 'inline' ? image.parts.end : image.end;
}

function match(
  scan: Scan,
  opener: Opener,
  at: number,
): (InlineImage & { kind: 'inline' | 'use' }) | undefined {
  const { text, labels } = scan;
  const parts = scanInlineTail(text, at + 1);
  if (parts !== undefined) return { kind: 'inline', at: opener.at, altEnd: at, parts };
  if (labels.size === 0) return undefined;
  const full = scanLabel(text, at + 1);
  const empty = full === undefined || full.end - full.start === 2;
  if (empty && opener.nested) return undefined;
  const textStart = opener.at + (opener.image ? 2 : 1);
  const label = normalizeLabel(empty ? text.slice(textStart, at) : text.slice(full.start + 1, full.end - 1));
  if (label === undefined || !labels.has(label)) return undefined;
  return { kind: 'use', at: opener.at, altEnd: at, label, end: full?.end ?? at + 1 };
}
