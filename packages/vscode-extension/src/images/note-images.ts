import { findImages, type ImageReference } from '@imbed/core';
import { Range, type TextDocument, type Uri } from 'vscode';

/** One image link, wherever it was found; a note's is what the commands for one image take. */
export interface LinkedImage {
  /** The note that shows it, or the folder whose images it is one of. */
  readonly note: Uri;
  /** As the reference has it, see `ImageReference`. */
  readonly target: string;
  readonly alt: string;
}

interface Found {
  readonly version: number;
  readonly images: readonly ImageReference[];
}

const found = new WeakMap<TextDocument, Found>();

/** Languages whose images are written as in Markdown. */
export const markdownLanguages: readonly string[] = ['markdown', 'mdx', 'quarto', 'rmd'];

/** Read once for each state of the note, however often it is asked for. */
export function imagesOf(document: TextDocument): readonly ImageReference[] {
  const known = found.get(document);
  if (known?.version === document.version) return known.images;
  const images = findImages(document.getText());
  found.set(document, { version: document.version, images });
  return images;
}

/** The image whose link is at a place of the note. */
export function imageAt(document: TextDocument, offset: number): ImageReference | undefined {
  return imagesOf(document).find(({ range, uses = [] }) =>
    [range, ...uses].some(({ start, end }) => start <= offset && offset < end),
  );
}

/** What the commands for one image take. */
export function linkedImage({ uri }: TextDocument, { target, alt }: ImageReference): LinkedImage {
  return { note: uri, target, alt };
}

export function rangeIn(document: TextDocument, { range }: ImageReference): Range {
  return new Range(document.positionAt(range.start), document.positionAt(range.end));
}

/**
 * Whether a line can have to do with an image at all: only then is anything loaded for it. A definition shows itself
 * by its brackets, front matter by the name of a file.
 */
export function mayHoldImage(line: string): boolean {
  return /!\[|<img|^\s*\[[^\]]+\]:|\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?|heic|heif)\b/i.test(line);
}
