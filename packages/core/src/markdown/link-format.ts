import { fitsWikiLink } from './wiki-embed.ts';
import { escapeHtml, writeAttribute, writeDestination } from './write-target.ts';

/** How an image is linked: `![alt](target)`, `![[target|alt]]` or `<img src="target">`. */
export type LinkStyle = 'markdown' | 'wiki' | 'html';

/** What an image link says; plain text, nothing escaped. */
export interface ImageLink {
  /** Line breaks become spaces. */
  readonly alt: string;
  /** A URL as it is to be followed, or a path as it is named on disk. */
  readonly target: string;
  readonly title?: string;
  /** `300` or `300x200`, in CSS pixels. */
  readonly size?: string;
}

/**
 * An image link. What the texts hold can end neither the link nor the line.
 * A wiki link that cannot be (a URL, a name with `#`, a title) becomes Markdown.
 */
export function formatImageLink(image: ImageLink, style: LinkStyle): string {
  if (style === 'html') return formatHtml(image);
  const isWiki = style === 'wiki' && image.title === undefined && fitsWikiLink(image.target);
  return isWiki ? formatWiki(image) : formatMarkdown(image);
}

/** https://spec.commonmark.org/0.31.2/#images, with Obsidian's size behind the alt text. */
function formatMarkdown({ alt, target, title, size }: ImageLink): string {
  const text = oneLine(alt).replaceAll(/[\\[\]`*_<>!&$]|%(?=%)/g, '\\$&');
  const label = [text, size].filter((part) => part !== undefined && part !== '').join('|');
  return `![${label}](${writeDestination(target)}${title === undefined ? '' : ` ${formatTitle(title)}`})`;
}

function formatTitle(title: string): string {
  return `"${oneLine(title).replaceAll(/[\\"`<>&$]|%(?=%)/g, '\\$&')}"`;
}

/** https://help.obsidian.md/embeds */
function formatWiki({ alt, target, size }: ImageLink): string {
  // There are no escapes in a wiki link.
  const label = oneLine(alt.replaceAll(/[[\]|]/g, ' '));
  return `![[${[target, label, size].filter((part) => part !== undefined && part !== '').join('|')}]]`;
}

function formatHtml({ alt, target, title, size }: ImageLink): string {
  const [width, height] = size?.split('x') ?? [];
  const attributes = [
    ['alt', alt],
    ['title', title],
    ['width', width],
    ['height', height],
  ].flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${attributeText(value)}"`]));
  return `<img src=${writeAttribute(target, '"')}${attributes.join('')}>`;
}

function attributeText(text: string): string {
  return escapeHtml(oneLine(text)).replaceAll(/["`$|]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
