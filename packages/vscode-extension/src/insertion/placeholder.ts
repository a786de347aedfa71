import type { RandomSource, TextEdit } from '@imbed/core';
import type { FormatLink } from '../languages.ts';

/** What all placeholders have in them, and hardly anything else. */
export const placeholderScheme = 'imbed-upload:';

/** Stands in a note while its image is on the way. */
export interface Placeholder {
  readonly text: string;
  /** In {@link text}, and in no other one; where it is, the placeholder is, wherever it was moved to. */
  readonly token: string;
}

/** 60 bits: placeholders of all windows and machines that share a note differ. */
const TOKEN_CHARACTERS = 12;

export function createPlaceholder(label: string, format: FormatLink, random: RandomSource): Placeholder {
  const token = `${placeholderScheme}${random.string(TOKEN_CHARACTERS)}`;
  return { text: format({ alt: label, target: token }), token };
}

/** Of the placeholders in a text, each once. */
export function tokensIn(text: string): readonly string[] {
  if (!text.includes(placeholderScheme)) return [];
  const pattern = new RegExp(`${placeholderScheme}[0-9a-z]{${TOKEN_CHARACTERS}}`, 'g');
  return [...new Set(text.match(pattern) ?? [])];
}

/**
 * What puts `link` in the place of every copy of a placeholder. Where somebody wrote into it, only the token makes
 * place, for `target`, and what they wrote stays.
 * @param link empty to take the placeholder away
 */
export function placeholderEdits(
  text: string,
  { text: placeholder, token }: Placeholder,
  link: string,
  target: string,
): readonly TextEdit[] {
  const inPlaceholder = placeholder.indexOf(token);
  const whole = wholePattern(placeholder);
  const edits: TextEdit[] = [];
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + token.length)) {
    const start = at - inPlaceholder;
    whole.lastIndex = Math.max(start, 0);
    const found = start < 0 ? null : whole.exec(text);
    const newText = link.replaceAll('\n', `\n${found?.[1] ?? ''}`);
    edits.push(
      found === null
        ? { start: at, end: at + token.length, newText: target }
        : { start, end: start + found[0].length, newText },
    );
  }
  return edits;
}

/** One that another window made, of which only the token is known; the token alone where nothing else is like one. */
export function foundPlaceholder(token: string, text: string, format: FormatLink): Placeholder {
  const written = format({ alt: anyAlt, target: token });
  const pattern = wholePattern(written, `(?:\\\\.|[^\\r\\n\\\\])*${written.endsWith(anyAlt) ? '' : '?'}`);
  const end = text.indexOf(token);
  // The nearest one: others may stand before it in the line.
  for (let start = end; start >= 0 && end - start < MAX_BEFORE_TOKEN; start--) {
    pattern.lastIndex = start;
    const [whole, indent = ''] = pattern.exec(text) ?? [];
    if (whole !== undefined)
      return { token, text: whole.replaceAll('\r', '').replaceAll(`\n${indent}`, '\n') };
  }
  return { token, text: token };
}

/** Stands for any alternative text; letters, which no language writes in another way. */
const anyAlt = 'imbedAnyAlt';

/** Names of files have 255 characters at most, of which each may be escaped. */
const MAX_BEFORE_TOKEN = 600;

/**
 * The editor has line endings of its own, and indents what is pasted at an indent: the group.
 * @param alt pattern for {@link anyAlt}
 */
function wholePattern(placeholder: string, alt = anyAlt): RegExp {
  const [first = '', ...others] = placeholder
    .split('\n')
    .map((line) => line.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(anyAlt, alt));
  const rest = others.map((line, index) => `\\r?\\n${index === 0 ? '([ \\t]*?)' : '\\1'}${line}`);
  return new RegExp(first + rest.join(''), 'y');
}
