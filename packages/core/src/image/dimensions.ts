export interface Dimensions {
  /** In pixels, as shown: a photograph that its metadata turn by a quarter has them exchanged. */
  readonly width: number;
  readonly height: number;
}

/** EXIF orientations from 5 on turn the picture by a quarter. */
const FIRST_QUARTER_TURN = 5;

/**
 * Size of an image; `undefined` where it cannot be told, such as an SVG without `width`, `height` or `viewBox`.
 * What measures is loaded on first use: few key templates ask for the size.
 */
export async function imageDimensions(bytes: Uint8Array): Promise<Dimensions | undefined> {
  try {
    const size = isHeif(bytes)
      ? (await import('./heif-size.ts')).heifSize(bytes)
      : turned((await import('image-size')).imageSize(bytes));
    return size && isLength(size.width) && isLength(size.height) ? size : undefined;
  } catch (error) {
    // What cannot be measured is thrown, by the library as a TypeError, by a view of a file cut short as a RangeError.
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function turned({
  width,
  height,
  orientation = 1,
}: Dimensions & { readonly orientation?: number }): Dimensions {
  return orientation >= FIRST_QUARTER_TURN ? { width: height, height: width } : { width, height };
}

/** The library knows these files but neither their crops nor their turns. */
function isHeif(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(4, 8)) === 'ftyp';
}

function isLength(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels > 0;
}
