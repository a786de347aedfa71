import { decodeHTMLStrict } from 'entities/decode';
import type { TextRange } from '../text-edit.ts';

/** Backslash escapes and entities undone (https://spec.commonmark.org/0.31.2/#backslash-escapes). */
export function unescapeMarkdown(text: string): string {
  if (!/[\\&]/.test(text)) return text;
  return text.replaceAll(
    /\\([!-/:-@[-`{-~])|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{0,31});/gi,
    (match, escaped: string | undefined) => escaped ?? decodeHTMLStrict(match),
  );
}

/** What a destination says, which may stand in `<…>`. */
export function decodeDestination(text: string, { start, end }: TextRange): string {
  return unescapeMarkdown(text[start] === '<' ? text.slice(start + 1, end - 1) : text.slice(start, end));
}

/** What a title says, which stands in quotes or parentheses. */
export function decodeTitle(text: string, { start, end }: TextRange): string {
  return unescapeMarkdown(joinLines(text.slice(start + 1, end - 1)));
}

/** A line's indentation and the space before its end are layout, not text. */
export function joinLines(text: string): string {
  return text.includes('\n') ? text.replaceAll(/[ \t]*\n[ \t]*/g, '\n') : text;
}
