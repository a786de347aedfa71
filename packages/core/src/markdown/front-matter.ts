import type { TextRange } from '../text-edit.ts';
import { mayHoldImageValue } from './front-matter-keys.ts';
import type { ImageReference } from './image-reference.ts';
import { decodeTarget, hasImageExtension, targetKind } from './target.ts';
import { shift } from './text-range.ts';
import { readTomlSettings, readTomlStrings } from './toml-strings.ts';
import { parseWikiLink } from './wiki-embed.ts';
import { readYamlSettings, readYamlStrings } from './yaml-strings.ts';

/** A string on one line, under a key that names images. */
export interface FrontMatterString {
  /** With its quotes, in offsets of the text that was read. */
  readonly range: TextRange;
  /** Its source. */
  readonly source: string;
  readonly value: string;
}

/** What a note says about itself under one key. */
export interface FrontMatterSetting {
  readonly name: string;
  /** Empty where nothing stands behind the key; `undefined` for anything but one word or line of text. */
  readonly value: string | undefined;
}

type FrontMatterFormat = 'yaml' | 'toml';

interface FrontMatter {
  readonly format: FrontMatterFormat;
  /** Between the fences. */
  readonly content: TextRange;
  /** After the closing fence. */
  readonly end: number;
}

/** Longer front matter is data, and its parsers are not made for it. */
const MAX_LENGTH = 65_536;

/** Behind a byte order mark, if there is one. */
export function textStart(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

/** What stands between two lines of `---` (YAML) or `+++` (TOML) at the very beginning of a note. */
export function splitFrontMatter(text: string): FrontMatter | undefined {
  const start = textStart(text);
  const open = /(---|\+\+\+)[ \t]*\r?\n/y;
  open.lastIndex = start;
  const fence = open.exec(text)?.[1];
  if (fence === undefined) return undefined;
  const close = fence === '---' ? /^(?:---|\.\.\.)[ \t]*$/gm : /^\+\+\+[ \t]*$/gm;
  close.lastIndex = open.lastIndex;
  const found = close.exec(text);
  if (found === null || !beginsLikeData(text.slice(open.lastIndex, found.index))) return undefined;
  return {
    format: fence === '---' ? 'yaml' : 'toml',
    content: { start: open.lastIndex, end: found.index },
    end: found.index + found[0].length,
  };
}

/** Two rules with text between them are no front matter: that has a key in its first line that is no comment. */
function beginsLikeData(content: string): boolean {
  const line = content.split('\n').find((one) => /^\s*[^\s#]/.test(one));
  if (line === undefined) return content.trim() === '';
  return /^[[{]|^[\p{L}\d_"'$.-][^:=\n]*(?::(?=\s|$)|=)/u.test(line);
}

/** The images that front matter names: `cover:`, `images:` and the like. Other text in it stays what it is. */
export function imagesOfFrontMatter(
  text: string,
  { format, content }: FrontMatter,
): readonly ImageReference[] {
  const { start, end } = content;
  if (end - start > MAX_LENGTH) return [];
  const source = text.slice(start, end);
  if (!mayHoldImageValue(source)) return [];
  const strings = format === 'yaml' ? readYamlStrings(source) : readTomlStrings(source);
  return strings.flatMap((string) => referenceOf({ ...string, range: shift(string.range, start) }));
}

/**
 * The values of the keys `names`, in their order in the note.
 * @param names letters and dashes, which are in the source wherever they are meant
 */
export function settingsOfFrontMatter(text: string, names: readonly string[]): readonly FrontMatterSetting[] {
  const frontMatter = splitFrontMatter(text);
  if (frontMatter === undefined) return [];
  const { start, end } = frontMatter.content;
  const source = text.slice(start, end);
  const mentioned = names.filter((name) => source.includes(name));
  if (mentioned.length === 0) return [];
  // Not read, but not passed over either.
  if (source.length > MAX_LENGTH) return mentioned.map((name) => ({ name, value: undefined }));
  const read = frontMatter.format === 'yaml' ? readYamlSettings : readTomlSettings;
  return read(source, mentioned);
}

function referenceOf({ range, source, value }: FrontMatterString): ImageReference[] {
  const wiki = /^!?\[\[(.*)\]\]$/.exec(value)?.[1];
  if (wiki !== undefined) return wikiReference(range, source, wiki);
  const target = decodeTarget(value.trim());
  if (!hasImageExtension(target) && targetKind(target) !== 'remote') return [];
  return [{ syntax: 'front-matter', range, targetRange: range, target, alt: '' }];
}

/** Obsidian's `cover: "[[photo.png]]"`. */
function wikiReference(range: TextRange, source: string, inner: string): ImageReference[] {
  const start = source.indexOf(`[[${inner}]]`) + 2;
  const link = start < 2 ? undefined : parseWikiLink(inner, range.start + start);
  return link === undefined ? [] : [{ syntax: 'front-matter', range, ...link }];
}
