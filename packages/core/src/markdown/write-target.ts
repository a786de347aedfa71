import { isPunctuation } from './link-parts.ts';
import { encodeTarget } from './target.ts';

/** Deeper parentheses end a destination in some parsers, cmark among them. */
const MAX_PARENTHESES = 32;

/**
 * A target as a Markdown destination (https://spec.commonmark.org/0.31.2/#link-destination): bare where it can
 * stand so, in `<…>` where it is empty, holds white space or its parentheses do not pair.
 */
export function writeDestination(target: string): string {
  const text = escapeDestination(encodeTarget(target));
  return isBare(text) ? text : `<${text}>`;
}

/** What would be read as an escape, an entity or the beginning of a formula gets a backslash. */
function escapeDestination(text: string): string {
  return text.replaceAll(/\\|&(?=#?\w+;)|\$/g, (char, at: number) => {
    if (char !== '\\') return `\\${char}`;
    return at + 1 === text.length || isPunctuation(text.charCodeAt(at + 1)) ? '\\\\' : char;
  });
}

function isBare(text: string): boolean {
  if (text === '' || /\s/.test(text)) return false;
  let depth = 0;
  for (const char of text.replaceAll(/\\./gs, '')) {
    if (char === '(' && ++depth > MAX_PARENTHESES) return false;
    if (char === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

/**
 * A target as the value of an HTML attribute.
 * @param quote the quotes that it stands in now; none are kept where none are needed
 */
export function writeAttribute(target: string, quote: '"' | "'" | ''): string {
  const text = escapeHtml(encodeTarget(target)).replaceAll('$', '&#36;');
  if (quote === '' && /^[^\s"'=\\]*[^\s"'=\\/]$/.test(text)) return text;
  return quote === "'" ? `'${text.replaceAll("'", '&#39;')}'` : `"${text.replaceAll('"', '&quot;')}"`;
}

/** For text and for attributes in either quotes, save the quotes themselves. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
