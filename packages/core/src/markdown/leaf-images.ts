import type { TextRange } from '../text-edit.ts';
import { plainAlt } from './alt-text.ts';
import { type Definitions, takeDefinitions } from './definitions.ts';
import { imageOfTag } from './html-image.ts';
import type { ImageReference } from './image-reference.ts';
import { splitSize } from './image-size.ts';
import { type InlineImage, type Labels, scanInlineImages } from './inline-images.ts';
import type { BlockLeaf, Leaf } from './leaf.ts';
import { splitTable } from './table-cells.ts';
import { decodeTarget } from './target.ts';
import { shift } from './text-range.ts';
import { decodeDestination, decodeTitle } from './unescape.ts';

/** An image that names a definition. */
interface Use {
  readonly label: string;
  readonly alt: string;
  readonly range: TextRange;
}

/** The images in the text of a note, and the definitions that they use. */
export function imagesOfLeaves(leaves: readonly BlockLeaf[]): ImageReference[] {
  const { definitions, rest } = takeDefinitions(leaves);
  const images: ImageReference[] = [];
  const uses: Use[] = [];
  for (const leaf of rest.filter(mayHoldImage).flatMap(splitTable).filter(mayHoldImage)) {
    for (const image of scanInlineImages(leaf, definitions)) {
      if (image.kind === 'use') uses.push(useOf(image, leaf, definitions));
      else images.push(...referenceOf(image, leaf, definitions));
    }
  }
  return [...images, ...usedDefinitions(definitions, uses)];
}

function mayHoldImage({ text }: Leaf): boolean {
  return text.includes('![') || (text.includes('<') && /<img/i.test(text));
}

function useOf(
  { at, altEnd, end, label }: InlineImage & { readonly kind: 'use' },
  leaf: Leaf,
  labels: Labels,
): Use {
  const alt = plainAlt(leaf.text.slice(at + 2, altEnd), labels);
  return { label, alt, range: shift({ start: at, end }, leaf.start) };
}

function referenceOf(
  image: Exclude<InlineImage, { readonly kind: 'use' }>,
  { text, start, inTable }: Leaf,
  labels: Labels,
): ImageReference[] {
  if (image.kind === 'tag') return imageOfTag(text, image.at, image.tag, start);
  if (image.kind === 'wiki') {
    const range = shift({ start: image.at, end: image.end }, start);
    const targetRange = shift(image.link.targetRange, start);
    return [{ syntax: 'wiki', range, ...image.link, targetRange, ...(inTable && { inTable }) }];
  }
  const { at, altEnd, parts } = image;
  return [
    {
      syntax: 'inline',
      range: shift({ start: at, end: parts.end }, start),
      targetRange: shift(parts.target, start),
      target: decodeTarget(decodeDestination(text, parts.target)),
      ...splitSize(plainAlt(text.slice(at + 2, altEnd), labels)),
      ...(parts.title && { title: decodeTitle(text, parts.title) }),
      ...(inTable && { inTable }),
    },
  ];
}

function usedDefinitions(definitions: Definitions, uses: readonly Use[]): ImageReference[] {
  return [...Map.groupBy(uses, ({ label }) => label)].flatMap(([label, [first, ...others]]) => {
    const definition = definitions.get(label);
    if (definition === undefined || first === undefined) return [];
    const ranges = [first, ...others].map(({ range }) => range);
    return [{ syntax: 'definition' as const, ...definition, ...splitSize(first.alt), uses: ranges }];
  });
}
