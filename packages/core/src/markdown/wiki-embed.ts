import type { TextRange } from '../text-edit.ts';
import { isImageSize } from './image-size.ts';
import { hasImageExtension, targetKind } from './target.ts';
import { shift } from './text-range.ts';

/** What stands between `[[` and `]]`. */
export interface WikiLink {
  /** The file, without the `#…` that editors and style sheets read. */
  readonly target: string;
  readonly targetRange: TextRange;
  readonly alt: string;
  readonly size?: string;
}

/**
 * `path|alt|300x200`, in this order, all but the path optional; in a table the bars are written `\|`.
 * @returns `undefined` for what shows no image: a note, a heading, another kind of file
 */
export function parseWikiLink(inner: string, base: number): WikiLink | undefined {
  const [path = '', ...labels] = inner.split(/\\?\|/);
  const file = path.replace(/#.*$/s, '');
  const target = file.trim();
  if (!hasImageExtension(target)) return undefined;
  const start = file.indexOf(target);
  const size = labels.at(-1)?.trim();
  const hasSize = size !== undefined && isImageSize(size);
  return {
    target,
    targetRange: shift({ start, end: start + target.length }, base),
    alt: labels
      .slice(0, hasSize ? -1 : undefined)
      .join('|')
      .trim(),
    ...(hasSize && { size }),
  };
}

/**
 * Whether a wiki link can name it (https://help.obsidian.md/links). Its syntax has no escapes: nothing may stand in
 * it that ends it, or that something before it in the paragraph could end at.
 */
export function fitsWikiLink(target: string): boolean {
  if (targetKind(target) !== 'local' || !hasImageExtension(target) || target !== target.trim()) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return !/[\u0000-\u001f#^|[\]\\`$<>]|%%/.test(target);
}
