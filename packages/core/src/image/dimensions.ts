export interface Dimensions {
  /** In pixels, as shown: a photograph that its EXIF block turns by a quarter has them exchanged. */
  readonly width: number;
  readonly height: number;
}

/** EXIF orientations from 5 on turn the picture by a quarter. */
const FIRST_QUARTER_TURN = 5;

/**
 * Size of an image; `undefined` where it cannot be told, such as an SVG without `width`, `height` or `viewBox`.
 * The library is loaded on first use: few key templates ask for the size.
 */
export async function imageDimensions(bytes: Uint8Array): Promise<Dimensions | undefined> {
  const { imageSize } = await import('image-size');
  try {
    const { width, height, orientation } = imageSize(bytes);
    if (!isSize(width) || !isSize(height)) return undefined;
    const turned = orientation !== undefined && orientation >= FIRST_QUARTER_TURN;
    return turned ? { width: height, height: width } : { width, height };
  } catch {
    // It throws, with an error of its own, for whatever it cannot measure.
    return undefined;
  }
}

function isSize(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels > 0;
}
