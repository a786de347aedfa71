import type { Closer, Closers } from './closers.ts';
import { inlineTag, scanTag, type Tag } from './html-tag.ts';

/** https://spec.commonmark.org/0.31.2/#autolinks */
const autolink =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the specification excludes them
  /<(?:[a-z][a-z\d+.-]{1,31}:[^\u0000-\u0020<>\u007f]*|[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*)>/iy;

/** HTML that is no tag: how it begins, what ends it, and how many characters that is. */
const markups: readonly (readonly [begin: RegExp, closer: Closer, length: number])[] = [
  [/<\?/y, 'instructionEnd', 2],
  [/<![a-z]/iy, 'declarationEnd', 1],
  [/<!\[CDATA\[/y, 'cdataEnd', 3],
];

/** Goes over what the `<` at `at` begins: an autolink, a tag, other HTML, or nothing but itself. */
export function scanAngleBracket(
  text: string,
  at: number,
  closers: Closers,
): { readonly end: number; readonly tag?: Tag } {
  autolink.lastIndex = at;
  if (autolink.test(text)) return { end: autolink.lastIndex };
  const tag = scanTag(text, at, inlineTag);
  if (tag !== undefined) return { end: tag.end, tag };
  return { end: skipComment(text, at, closers) ?? skipMarkup(text, at, closers) ?? at + 1 };
}

/** `<!-->` and `<!--->` are whole comments. */
function skipComment(text: string, at: number, closers: Closers): number | undefined {
  if (!text.startsWith('<!--', at)) return undefined;
  const end = closers.next('htmlCommentEnd', at + 2);
  return end < 0 ? undefined : end + 3;
}

function skipMarkup(text: string, at: number, closers: Closers): number | undefined {
  for (const [begin, closer, length] of markups) {
    begin.lastIndex = at;
    if (!begin.test(text)) continue;
    const end = closers.next(closer, begin.lastIndex);
    if (end >= 0) return end + length;
  }
  return undefined;
}
