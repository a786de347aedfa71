import { readFileSync } from 'node:fs';

/** What is known of every file in `fixtures/images`, as its own format's tools report it. */
export const imageFixtures = [
  { file: 'gradient.png', extension: 'png', contentType: 'image/png', width: 7, height: 5 },
  { file: 'gradient.jpg', extension: 'jpg', contentType: 'image/jpeg', width: 7, height: 5 },
  { file: 'turned.jpg', extension: 'jpg', contentType: 'image/jpeg', width: 5, height: 7 },
  { file: 'gradient.gif', extension: 'gif', contentType: 'image/gif', width: 7, height: 5 },
  { file: 'lossy.webp', extension: 'webp', contentType: 'image/webp', width: 7, height: 5 },
  { file: 'lossless.webp', extension: 'webp', contentType: 'image/webp', width: 7, height: 5 },
  { file: 'extended.webp', extension: 'webp', contentType: 'image/webp', width: 7, height: 5 },
  { file: 'gradient.bmp', extension: 'bmp', contentType: 'image/bmp', width: 7, height: 5 },
  { file: 'gradient.avif', extension: 'avif', contentType: 'image/avif', width: 64, height: 48 },
  { file: 'turned.avif', extension: 'avif', contentType: 'image/avif', width: 40, height: 60 },
  { file: 'gradient.heic', extension: 'heic', contentType: 'image/heic', width: 64, height: 48 },
  { file: 'little-endian.tiff', extension: 'tiff', contentType: 'image/tiff', width: 7, height: 5 },
  { file: 'big-endian.tiff', extension: 'tiff', contentType: 'image/tiff', width: 7, height: 5 },
  { file: 'gradient.svg', extension: 'svg', contentType: 'image/svg+xml', width: 7, height: 5 },
  {
    file: 'prologue.svg',
    extension: 'svg',
    contentType: 'image/svg+xml',
    width: undefined,
    height: undefined,
  },
] as const;

export type ImageFixture = (typeof imageFixtures)[number];

/** Plain `Uint8Array`, as every host but Node hands it in. */
export function readImageFixture(file: ImageFixture['file']): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../fixtures/images/${file}`, import.meta.url)));
}
