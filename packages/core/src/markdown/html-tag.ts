import type { TextRange } from '../text-edit.ts';

interface Attribute {
  /** In lower case. */
  readonly name: string;
  /** With its quotes, if it has some. */
  readonly value: TextRange;
}

export interface Tag {
  /** In lower case; of a closing tag, with the slash. */
  readonly name: string;
  /** Those that have a value. */
  readonly attributes: readonly Attribute[];
  readonly end: number;
}

/** What may stand for a name and for a value without quotes. */
interface TagGrammar {
  readonly attributeName: RegExp;
  readonly bareValue: RegExp;
}

/** Within a paragraph: what CommonMark takes for a tag (https://spec.commonmark.org/0.31.2/#raw-html). */
export const inlineTag: TagGrammar = { attributeName: /[a-z_:][\w.:-]*/iy, bareValue: /[^\s"'=<>`]+/y };

/** In an HTML block: what browsers take for one (https://html.spec.whatwg.org/#before-attribute-name-state). */
export const blockTag: TagGrammar = { attributeName: /[^\s"'<>/=]+/y, bareValue: /[^\s"'<>][^\s<>]*/y };

const tagName = /\/?[a-z][a-z\d-]*/iy;
const whitespace = /\s*/y;

/** The tag that begins with the `<` at `at`, whole; each character is looked at once. */
export function scanTag(text: string, at: number, grammar: TagGrammar): Tag | undefined {
  const nameEnd = match(tagName, text, at + 1);
  if (nameEnd === undefined) return undefined;
  const name = text.slice(at + 1, nameEnd).toLowerCase();
  const attributes: Attribute[] = [];
  for (let end = nameEnd; ; ) {
    const next = skip(text, end);
    if (text[next] === '>') return { name, attributes, end: next + 1 };
    if (text[next] === '/' && text[next + 1] === '>') return { name, attributes, end: next + 2 };
    const attribute = next > end && name[0] !== '/' ? scanAttribute(text, next, grammar) : undefined;
    if (attribute === undefined) return undefined;
    if (attribute.value !== undefined) attributes.push({ name: attribute.name, value: attribute.value });
    end = attribute.end;
  }
}

interface ScannedAttribute {
  readonly name: string;
  readonly value?: TextRange;
  readonly end: number;
}

function scanAttribute(text: string, at: number, grammar: TagGrammar): ScannedAttribute | undefined {
  const nameEnd = match(grammar.attributeName, text, at);
  if (nameEnd === undefined) return undefined;
  const name = text.slice(at, nameEnd).toLowerCase();
  const equals = skip(text, nameEnd);
  if (text[equals] !== '=') return { name, end: nameEnd };
  const value = scanValue(text, skip(text, equals + 1), grammar);
  return value && { name, value, end: value.end };
}

function scanValue(text: string, start: number, grammar: TagGrammar): TextRange | undefined {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    return close < 0 ? undefined : { start, end: close + 1 };
  }
  const end = match(grammar.bareValue, text, start);
  return end === undefined ? undefined : { start, end };
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function skip(text: string, at: number): number {
  return match(whitespace, text, at) ?? at;
}
