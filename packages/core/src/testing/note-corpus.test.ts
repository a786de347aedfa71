import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findImages } from '../markdown/find-images.ts';
import { copyCorpus, corpusFolder } from './note-corpus.ts';
import {
  CORPUS_BUCKET_URL,
  CORPUS_FOREIGN_URL,
  CORPUS_GBK_NOTE,
  corpusCopies,
  corpusUnshownPictures,
} from './note-corpus-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imbed notes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = (path: string) => readFileSync(join(folder, path));

describe('the corpus', () => {
  test('is copied byte for byte, its other encodings and line ends too', () => {
    const { notes } = copyCorpus(folder);
    expect(notes.length).toBeGreaterThanOrEqual(25);
    for (const note of notes) expect(bytesOf(note)).toEqual(readFileSync(join(corpusFolder, note)));
    expect(new TextDecoder('gbk').decode(bytesOf(CORPUS_GBK_NOTE))).toContain('编码是 GBK');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(CORPUS_GBK_NOTE))).toThrow();
  });

  test('is copied with other addresses, where servers of a test are', () => {
    const { notes } = copyCorpus(folder, { bucketUrl: 'http://h/bucket', foreignUrl: 'http://h/foreign' });
    const text = notes.map((note) => bytesOf(note).toString()).join('\n');
    expect(text).toContain('](http://h/bucket/2026/11/0a1b2c3d.png)');
    expect(text).toContain('](http://h/foreign/thumb.png)');
    expect(text).not.toContain(CORPUS_BUCKET_URL);
    expect(text).not.toContain(CORPUS_FOREIGN_URL);
  });

  test('has pictures that notes show, and those that none does', () => {
    const { notes, pictures } = copyCorpus(folder);
    const targets = notes.flatMap((note) => findImages(bytesOf(note).toString()));
    const names = targets.map(({ target }) => nameOf(target.replace(/#center$/, '')));
    const unshown = pictures.filter((picture) => !names.includes(nameOf(picture)));
    expect(unshown.sort()).toEqual([...corpusUnshownPictures].sort());
  });

  test('has no two pictures alike but those that are meant to be', () => {
    const { pictures } = copyCorpus(folder);
    const originals = pictures.filter((picture) => corpusCopies[picture] === undefined);
    expect(new Set(originals.map((picture) => bytesOf(picture).toString('latin1'))).size).toBe(
      originals.length,
    );
    for (const [copy, original] of Object.entries(corpusCopies))
      expect(bytesOf(copy)).toEqual(bytesOf(original));
  });
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
