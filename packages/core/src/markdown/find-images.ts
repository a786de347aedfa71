import { readBlocks } from './blocks.ts';
import { imagesOfFrontMatter, splitFrontMatter, textStart } from './front-matter.ts';
import { imagesOfHtml } from './html-image.ts';
import type { ImageReference } from './image-reference.ts';
import { imagesOfLeaves } from './leaf-images.ts';

/**
 * Every image reference of a note, in the order of the text. What is code, a comment, math or plain front matter
 * holds none. Never throws; takes time in proportion to the text, whatever it holds.
 * @param text the whole note, with whatever line endings and byte order mark it has
 */
export function findImages(text: string): readonly ImageReference[] {
  const frontMatter = splitFrontMatter(text);
  const images = frontMatter === undefined ? [] : imagesOfFrontMatter(text, frontMatter);
  if (!hasMarker(text)) return images;
  const bodyStart = frontMatter?.end ?? textStart(text);
  return [...images, ...imagesOfBody(text.slice(bodyStart), bodyStart)];
}

/** Markdown has no image without these two characters, HTML none without its tag. */
function hasMarker(text: string): boolean {
  return text.includes('![') || /<img/i.test(text);
}

function imagesOfBody(body: string, base: number): readonly ImageReference[] {
  const { leaves, html } = readBlocks(body, base);
  const images = imagesOfLeaves(leaves);
  for (const { text, start } of html) images.push(...imagesOfHtml(text, start));
  return images.sort((a, b) => a.range.start - b.range.start);
}
