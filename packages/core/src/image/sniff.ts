import { isSvg } from './svg.ts';

export interface ImageType {
  /** Without a dot, as file names commonly have it. */
  readonly extension: string;
  readonly contentType: string;
}

interface Signature extends ImageType {
  matches(bytes: Uint8Array): boolean;
}

/** Longest beginning that any of the binary signatures looks at: a `ftyp` box full of brands. */
const MAX_FTYP_BYTES = 256;

/** Sizes of the DIB headers in use; two letters alone would make a bitmap of every text starting with `BM`. */
const dibHeaderSizes = [12, 16, 40, 52, 56, 64, 108, 124];

/**
 * In order; the first match wins. SVG is last because it has to be parsed.
 * HEIF brands: https://mp4ra.org/registered-types/brands; AVIF: https://aomediacodec.github.io/av1-avif/#brands
 */
const signatures: readonly Signature[] = [
  { extension: 'png', contentType: 'image/png', matches: (b) => at(b, 0, '\x89PNG\r\n\x1a\n') },
  { extension: 'jpg', contentType: 'image/jpeg', matches: (b) => at(b, 0, '\xff\xd8\xff') },
  { extension: 'gif', contentType: 'image/gif', matches: (b) => at(b, 0, 'GIF87a') || at(b, 0, 'GIF89a') },
  { extension: 'webp', contentType: 'image/webp', matches: (b) => at(b, 0, 'RIFF') && at(b, 8, 'WEBP') },
  { extension: 'avif', contentType: 'image/avif', matches: (b) => hasBrand(b, /^avi[fs]$/) },
  { extension: 'heic', contentType: 'image/heic', matches: (b) => hasBrand(b, /^(hei[cxms]|hev[cxms])$/) },
  { extension: 'heif', contentType: 'image/heif', matches: (b) => hasBrand(b, /^(mif|msf)1$/) },
  { extension: 'tiff', contentType: 'image/tiff', matches: isTiff },
  { extension: 'bmp', contentType: 'image/bmp', matches: isBitmap },
  { extension: 'svg', contentType: 'image/svg+xml', matches: isSvg },
];

/** What the bytes are, whatever the file is called; `undefined` when they are no image Imbed knows. */
export function sniffImage(bytes: Uint8Array): ImageType | undefined {
  const found = signatures.find(({ matches }) => matches(bytes));
  return found && { extension: found.extension, contentType: found.contentType };
}

/** True for the types that {@link sniffImage} would have recognised: bytes that claim one of them and are not, lie. */
export function isSniffable(contentType: string): boolean {
  return signatures.some((signature) => signature.contentType === contentType);
}

/** How files of these types are called, for offering some to choose from: what a file is, its bytes tell. */
export function imageExtensions(): readonly string[] {
  return [...signatures.map(({ extension }) => extension), 'jpeg', 'tif'];
}

function at(bytes: Uint8Array, offset: number, latin1: string): boolean {
  if (bytes.length < offset + latin1.length) return false;
  for (let i = 0; i < latin1.length; i++) if (bytes[offset + i] !== latin1.charCodeAt(i)) return false;
  return true;
}

/** Classic TIFF (42) and BigTIFF (43), either byte order. */
function isTiff(bytes: Uint8Array): boolean {
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((magic) => at(bytes, 0, magic));
}

function isBitmap(bytes: Uint8Array): boolean {
  if (!at(bytes, 0, 'BM') || bytes.length < 18) return false;
  const header = new DataView(bytes.buffer, bytes.byteOffset).getUint32(14, true);
  return dibHeaderSizes.includes(header);
}

/** Major and compatible brands of an ISO media file; the major one alone says only `mif1` for many of them. */
function hasBrand(bytes: Uint8Array, wanted: RegExp): boolean {
  if (!at(bytes, 4, 'ftyp') || bytes.length < 16) return false;
  const boxSize = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const end = Math.min(boxSize, bytes.length, MAX_FTYP_BYTES);
  const brands = [brandAt(bytes, 8)];
  for (let offset = 16; offset + 4 <= end; offset += 4) brands.push(brandAt(bytes, offset));
  return brands.some((brand) => wanted.test(brand));
}

function brandAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
