import type { FrontMatterString } from './front-matter.ts';
import { type KeyPath, namesImage } from './front-matter-keys.ts';

const space = /(?:[ \t\r]|#[^\n]*)*/y;
const spaceAndLines = /(?:\s|#[^\n]*)*/y;
const tableHeader = /\[\[?([^\]\n]*)\]\]?/y;
const simpleKey = String.raw`(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')`;
const keyAndEquals = new RegExp(String.raw`(${simpleKey}(?:[ \t]*\.[ \t]*${simpleKey})*)[ \t]*=`, 'y');
const keyPart = new RegExp(simpleKey, 'g');
const oneLine = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const otherValue = /[^\s,\]}#]+/y;

/** Where a read stands, and what it has found. */
interface Reader {
  readonly source: string;
  readonly strings: FrontMatterString[];
  at: number;
}

/** An array or inline table that is open, and the keys above what it holds. */
interface Frame {
  readonly close: ']' | '}';
  readonly keys: KeyPath;
}

/**
 * The strings under keys that name images, read exactly (https://toml.io/en/v1.0.0). From where a line makes no
 * sense, goes on with the next. The usual parsers of TOML do not say where a string stands.
 */
export function readTomlStrings(source: string): FrontMatterString[] {
  const reader: Reader = { source, strings: [], at: 0 };
  let table: KeyPath = [];
  for (take(reader, spaceAndLines); reader.at < source.length; take(reader, spaceAndLines)) {
    const header = source[reader.at] === '[' ? take(reader, tableHeader) : undefined;
    const key = header === undefined ? take(reader, keyAndEquals) : undefined;
    if (header !== undefined) table = keyParts(header);
    else if (key === undefined || !readValue(reader, [...table, ...keyParts(key)])) skipLine(reader);
  }
  return reader.strings;
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
      keys = [...(frame?.keys ?? outer), ...keyParts(key)];
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
  if (quotes === '"""' || quotes === "'''") return skipMultiline(reader, quotes);
  const source = take(reader, oneLine);
  if (source === undefined) return take(reader, otherValue) !== undefined;
  const value = source.startsWith('"') ? unescapeBasic(source.slice(1, -1)) : source.slice(1, -1);
  if (namesImage(keys)) reader.strings.push({ range: { start, end: reader.at }, source, value });
  return true;
}

/** A value over several lines is prose. What is left open holds the rest. */
function skipMultiline(reader: Reader, quotes: string): boolean {
  const { source } = reader;
  let end = source.indexOf(quotes, reader.at + 3);
  while (quotes === '"""' && source[end - 1] === '\\') end = source.indexOf(quotes, end + 1);
  reader.at = end < 0 ? source.length : end + 3;
  return true;
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
