import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findImages } from '../markdown/find-images.ts';
import { referencesThatDoNotResolve } from './dead-references.ts';
import { generateVault } from './generated-vault.ts';
import { filesBelow } from './note-corpus.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imbed notes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a generated vault', () => {
  const size = { notes: 30, imagesPerNote: 4, seed: 1 };

  test('has as many notes and pictures as were asked for, and every reference resolves', async () => {
    const { notes, pictures } = generateVault(folder, size);
    expect([notes.length, new Set(pictures).size]).toEqual([30, 120]);
    expect(filesBelow(folder)).toEqual([...notes, ...pictures].sort());
    const found = notes.map((note) => findImages(readFileSync(join(folder, note), 'utf8')).length);
    expect(found).toEqual([4, ...Array(29).fill(5)]);
    expect(await referencesThatDoNotResolve(folder, () => false)).toEqual([]);
  });

  test('has no two pictures alike', () => {
    const { pictures } = generateVault(folder, size);
    const contents = pictures.map((picture) => readFileSync(join(folder, picture)).toString('latin1'));
    expect(new Set(contents).size).toBe(120);
  });

  test('is the same for the same seed, and another for another', () => {
    const textOf = (into: string, seed: number) => {
      const { notes } = generateVault(join(folder, into), { ...size, seed });
      return notes.map((note) => readFileSync(join(folder, into, note), 'utf8')).join('\n');
    };
    expect(textOf('one', 1)).toBe(textOf('two', 1));
    expect(textOf('three', 2)).not.toBe(textOf('four', 1));
  });
});
