import { BMP } from 'image-size/types/bmp';
import { GIF } from 'image-size/types/gif';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { SVG } from 'image-size/types/svg';
import { TIFF } from 'image-size/types/tiff';
import { WEBP } from 'image-size/types/webp';
import type { Dimensions } from './dimensions.ts';
import { heifSize } from './heif-size.ts';

const known = { bmp: BMP, gif: GIF, jpg: JPG, png: PNG, svg: SVG, tiff: TIFF, webp: WEBP };

/** EXIF orientations from 5 on turn the picture by a quarter. */
const FIRST_QUARTER_TURN = 5;

/**
 * Size as shown, by the library but for HEIF, of which it knows neither crops nor turns.
 * @param extension as `sniffImage` gives it
 * @throws TypeError or RangeError where the file is damaged
 */
export function measure(bytes: Uint8Array, extension: string): Dimensions | undefined {
  const format = Object.entries(known).find(([name]) => name === extension)?.[1];
  if (format === undefined) return heifSize(bytes);
  if (!format.validate(bytes)) return undefined;
  const { width, height, orientation = 1 } = format.calculate(bytes);
  return orientation >= FIRST_QUARTER_TURN ? { width: height, height: width } : { width, height };
}
