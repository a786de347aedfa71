import { formatImageLink, type ImageLink } from '@imbed/core';

/** An image link, as one language writes it. */
export type FormatLink = (link: Pick<ImageLink, 'alt' | 'target'>) => string;

const markdown: FormatLink = (link) => formatImageLink(link, 'markdown');

/** By VS Code's language id, https://code.visualstudio.com/docs/languages/identifiers and those of the usual extensions. */
const formats: Readonly<Record<string, FormatLink>> = {
  markdown,
  mdx: markdown,
  quarto: markdown,
  rmd: markdown,
  html: (link) => formatImageLink(link, 'html'),
  latex: ({ target }) => `\\includegraphics{${inBraces(target)}}`,
  asciidoc: ({ alt, target }) =>
    `image::${target.replaceAll(' ', '%20')}[${oneLine(alt).replaceAll(']', '\\]')}]`,
  restructuredtext: ({ alt, target }) => `.. image:: ${target}\n   :alt: ${oneLine(alt)}`,
  typst: ({ alt, target }) => `#image(${quoted(target)}, alt: ${quoted(oneLine(alt))})`,
};

/** Languages that images can be brought into. */
export const languageIds: readonly string[] = Object.keys(formats);

/** Where a language has no way of its own, Markdown's. */
export function linkFormatOf(languageId: string): FormatLink {
  return formats[languageId] ?? markdown;
}

/** Braces group in LaTeX: one alone would swallow the rest of the document. */
function inBraces(target: string): string {
  return target
    .replaceAll(/[{}\\]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
    .replaceAll(/[%#]/g, '\\$&');
}

/** https://typst.app/docs/reference/foundations/str/#escapes */
function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
