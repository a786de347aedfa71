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

/** The editor has line endings of its own, and indents what is pasted at an indent: the group. */
function wholePattern(placeholder: string): RegExp {
  const [first = '', ...others] = placeholder
    .split('\n')
    .map((line) => line.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const rest = others.map((line, index) => `\\r?\\n${index === 0 ? '([ \\t]*?)' : '\\1'}${line}`);
  return new RegExp(first + rest.join(''), 'y');
}
