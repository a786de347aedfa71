import { decodeHTMLAttribute } from 'entities/decode';
import { blockTag, scanTag, type Tag } from './html-tag.ts';
import type { ImageReference } from './image-reference.ts';
import { decodeTarget } from './target.ts';
import { shift } from './text-range.ts';

/** What a tag refers to: nothing, unless it is an `<img>` with a `src`. It begins at `start` of a text that begins at `base`. */
export function imageOfTag(text: string, start: number, tag: Tag, base: number): ImageReference[] {
  if (tag.name !== 'img') return [];
  // Of an attribute given twice, browsers take the first.
  const range = (name: string) => tag.attributes.find((attribute) => attribute.name === name)?.value;
  const value = (name: string) => {
    const found = range(name);
    return found && decodeHTMLAttribute(unquote(text.slice(found.start, found.end)));
  };
  const src = range('src');
  if (src === undefined) return [];
  const title = value('title');
  const size = [value('width'), value('height')].filter((length) => length !== undefined).join('x');
  const srcset = value('srcset');
  const reference: ImageReference = {
    syntax: 'html',
    range: shift({ start, end: tag.end }, base),
    targetRange: shift(src, base),
    target: decodeTarget((value('src') ?? '').trim()),
    alt: value('alt') ?? '',
    ...(title !== undefined && { title }),
    ...(/^\d+(?:x\d+)?$/.test(size) && { size }),
    ...(srcset !== undefined && { srcset }),
  };
  return [reference];
}

function unquote(value: string): string {
  return /^["']/.test(value) ? value.slice(1, -1) : value;
}

/** Elements whose content is text, whatever it looks like. */
const rawElement = /^(?:script|style|textarea|title|xmp|iframe|noembed|noframes)$/;

/** The images of an HTML block. */
export function imagesOfHtml(html: string, base: number): ImageReference[] {
  const images: ImageReference[] = [];
  for (let at = html.indexOf('<'); at >= 0; ) {
    const tag = scanTag(html, at, blockTag);
    if (tag !== undefined) images.push(...imageOfTag(html, at, tag, base));
    const end = tag === undefined ? skipNonTag(html, at) : skipRawText(html, tag);
    at = html.indexOf('<', end);
  }
  return images;
}

function skipNonTag(html: string, at: number): number {
  return html.startsWith('<!--', at) ? after(html, '-->', at + 2) : at + 1;
}

function skipRawText(html: string, { name, end }: Tag): number {
  if (!rawElement.test(name)) return end;
  const close = new RegExp(`</${name}`, 'ig');
  close.lastIndex = end;
  return close.test(html) ? close.lastIndex : html.length;
}

/** Behind `text`, or at the end: what is left open hides the rest. */
function after(html: string, text: string, from: number): number {
  const found = html.indexOf(text, from);
  return found < 0 ? html.length : found + text.length;
}
