import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isHiddenName } from '../workspace/hidden-names.ts';
import { CORPUS_BUCKET_URL, CORPUS_FOREIGN_URL, corpusCopies, corpusPictures } from './note-corpus-files.ts';
import { uniquePicture } from './unique-picture.ts';

export const corpusFolder = fileURLToPath(new URL('../../fixtures/notes/vault', import.meta.url));

export interface CorpusAddresses {
  /** Base URL for the links that are in the bucket already, without a slash at the end. */
  readonly bucketUrl?: string;
  /** The same for pictures of other people. */
  readonly foreignUrl?: string;
}

/** A tree of notes on disk, paths relative to its root, with `/`. */
export interface NoteTree {
  readonly notes: readonly string[];
  readonly pictures: readonly string[];
}

/**
 * The notes as people have them, and the pictures that they refer to. What is wrong in them is so on purpose; see
 * `note-corpus-files.ts`.
 * @param into folder, made where there is none
 */
export function copyCorpus(into: string, addresses: CorpusAddresses = {}): NoteTree {
  const { bucketUrl = CORPUS_BUCKET_URL, foreignUrl = CORPUS_FOREIGN_URL } = addresses;
  const notes = filesBelow(corpusFolder);
  for (const note of notes) {
    // One character a byte: whatever the encoding, nothing else changes.
    const text = readFileSync(join(corpusFolder, note), 'latin1')
      .replaceAll(CORPUS_BUCKET_URL, bucketUrl)
      .replaceAll(CORPUS_FOREIGN_URL, foreignUrl);
    writeInto(into, note, Buffer.from(text, 'latin1'));
  }
  for (const picture of corpusPictures)
    writeInto(into, picture, uniquePicture(picture, corpusCopies[picture] ?? picture));
  return { notes, pictures: corpusPictures };
}

export function writeInto(folder: string, path: string, content: string | Uint8Array): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Every file of a tree but the hidden ones, sorted, relative to its root, with `/`. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep))
    .filter((names) => !names.some(isHiddenName))
    .map((names) => names.join('/'))
    .sort();
}
