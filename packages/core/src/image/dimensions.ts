import { sniffImage } from './sniff.ts';

export interface Dimensions {
  /** In pixels, as shown: a photograph that its metadata turn by a quarter has them exchanged. */
  readonly width: number;
  readonly height: number;
}

/**
 * Size of an image; `undefined` where it cannot be told, such as an SVG without `width`, `height` or `viewBox`.
 * What measures is loaded on first use: few key templates ask for the size.
 */
export async function imageDimensions(bytes: Uint8Array): Promise<Dimensions | undefined> {
  const type = sniffImage(bytes);
  if (type === undefined) return undefined;
  const { measure } = await import('./measures.ts');
  try {
    const size = measure(bytes, type.extension);
    return size && isLength(size.width) && isLength(size.height) ? size : undefined;
  } catch (error) {
    // What cannot be measured is thrown, by the library as a TypeError, by a view of a file cut short as a RangeError.
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function isLength(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels > 0;
}
