import type { TextRange } from '../text-edit.ts';
import type { FrontMatterSetting, FrontMatterString } from './front-matter.ts';
import { below, type KeyPath, namesImage } from './front-matter-keys.ts';

const space = /(?:[ \t\r]|#[^\n]*)*/y;
const spaceAndLines = /(?:\s|#[^\n]*)*/y;
const tableHeader = /\[\[?([^\]\n]*)\]\]?/y;
const simpleKey = String.raw`(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')`;
const keyAndEquals = new RegExp(String.raw`(${simpleKey}(?:[ \t]*\.[ \t]*${simpleKey})*)[ \t]*=`, 'y');
const keyPart = new RegExp(simpleKey, 'g');
const oneLine = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const otherValue = /[^\s,\]}#]+/y;

interface Scalar {
  readonly keys: KeyPath;
  readonly range: TextRange;
  /** `undefined` for what is no string on one line. */
  readonly value: string | undefined;
}

/** Where a read stands, and what it has found. */
interface Reader {
  readonly source: string;
  readonly isWanted: (keys: KeyPath) => boolean;
  readonly scalars: Scalar[];
  at: number;
}

/** An array or inline table that is open, and the keys above what it holds. */
interface Frame {
  readonly close: ']' | '}';
  readonly keys: KeyPath;
}

/** The strings under keys that name images. */
export function readTomlStrings(source: string): FrontMatterString[] {
  return readScalars(source, namesImage).flatMap(({ range, value }) =>
    value === undefined ? [] : { range, source: source.slice(range.start, range.end), value },
  );
}

/** What stands behind a key at the top; more than once where it does, or is a list. */
export function readTomlSettings(source: string, names: readonly string[]): FrontMatterSetting[] {
  const isWanted = ([name = '']: KeyPath) => names.includes(name);
  return readScalars(source, isWanted).map(({ keys: [name = '', ...inner], value }) => ({
    name,
    value: inner.length > 0 ? undefined : value,
  }));
}

/**
 * Read exactly (https://toml.io/en/v1.0.0). From where a line makes no sense, goes on with the next. The usual parsers
 * of TOML do not say where a string stands.
 */
function readScalars(source: string, isWanted: Reader['isWanted']): Scalar[] {
  const reader: Reader = { source, isWanted, scalars: [], at: 0 };
  let table: KeyPath = [];
  for (take(reader, spaceAndLines); reader.at < source.length; take(reader, spaceAndLines)) {
    const header = source[reader.at] === '[' ? take(reader, tableHeader) : undefined;
    const key = header === undefined ? take(reader, keyAndEquals) : undefined;
    if (header !== undefined) table = below([], keyParts(header));
    else if (key === undefined || !readValue(reader, below(table, keyParts(key)))) skipLine(reader);
  }
  return reader.scalars;
}

/** Goes over a value of any depth. @returns whether it made sense */
function readValue(reader: Reader, outer: KeyPath): boolean {
  const frames: Frame[] = [];
  let keys = outer;
  for (;;) {
    const frame = frames.at(-1);
    take(reader, frame === undefined ? space : spaceAndLines);
    const char = reader.source[reader.at];
    if (frame !== undefined && (char === ',' || char === frame.close)) {
      reader.at++;
      if (char === frame.close) frames.pop();
    } else {
      const key = frame?.close === '}' ? take(reader, keyAndEquals) : '';
      if (key === undefined) return false;
      keys = below(frame?.keys ?? outer, keyParts(key));
      take(reader, space);
      const opened = openFrame(reader, keys);
      if (opened !== undefined) frames.push(opened);
      else if (!readScalar(reader, keys)) return false;
    }
    if (frames.length === 0) return true;
  }
}

function openFrame(reader: Reader, keys: KeyPath): Frame | undefined {
  const char = reader.source[reader.at];
  if (char !== '[' && char !== '{') return undefined;
  reader.at++;
  return { close: char === '[' ? ']' : '}', keys };
}

function readScalar(reader: Reader, keys: KeyPath): boolean {
  const start = reader.at;
  const quotes = reader.source.slice(start, start + 3);
  const multiline = quotes === '"""' || quotes === "'''";
  const source = multiline ? undefined : take(reader, oneLine);
  if (multiline) skipMultiline(reader, quotes);
  else if (source === undefined && take(reader, otherValue) === undefined) return false;
  if (reader.isWanted(keys)) {
    const value = source?.startsWith('"') ? unescapeBasic(source.slice(1, -1)) : source?.slice(1, -1);
    reader.scalars.push({ keys, range: { start, end: reader.at }, value });
  }
  return true;
}

/** A value over several lines is prose. What is left open holds the rest. */
function skipMultiline(reader: Reader, quotes: string): void {
  const { source } = reader;
  let end = source.indexOf(quotes, reader.at + 3);
  while (quotes === '"""' && source[end - 1] === '\\') end = source.indexOf(quotes, end + 1);
  reader.at = end < 0 ? source.length : end + 3;
}

function skipLine(reader: Reader): void {
  const end = reader.source.indexOf('\n', reader.at);
  reader.at = end < 0 ? reader.source.length : end + 1;
}

/** What the pattern matches here, or its first group; the reader goes behind it. */
function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.source);
  if (match === null) return undefined;
  reader.at = pattern.lastIndex;
  return match[1] ?? match[0];
}

function keyParts(key: string): string[] {
  return [...key.matchAll(keyPart)].map(([part]) => part.replace(/^(["'])(.*)\1$/s, '$2'));
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
};

function unescapeBasic(text: string): string {
  return text.replaceAll(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/g,
    (whole, short, long, char: string | undefined) => {
      if (char !== undefined) return escapes[char] ?? char;
      const code = Number.parseInt(short ?? long, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
