import { extname } from 'node:path';
import { imageFixtures, readImageFixture } from './image-fixtures.ts';

/**
 * A small picture of the format that the name says (PNG where that is unknown), unlike that of every other `text`:
 * what follows the end of an image is shown by nothing, but counts for its hash.
 */
export function uniquePicture(name: string, text: string): Uint8Array {
  const extension = extname(name).slice(1).toLowerCase();
  const fixture = imageFixtures.find((one) => one.extension === extension) ?? imageFixtures[0];
  return Buffer.concat([readImageFixture(fixture.file), Buffer.from(`<!-- ${text} -->`)]);
}
