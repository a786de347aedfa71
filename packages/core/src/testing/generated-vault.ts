import { posix } from 'node:path';
import { type NoteTree, writeInto } from './note-corpus.ts';
import { createSeededRandom } from './seeded-random.ts';
import { uniquePicture } from './unique-picture.ts';

export interface VaultSize {
  readonly notes: number;
  /** Pictures that only this note has; most notes show one of an earlier note too. */
  readonly imagesPerNote: number;
  /** The same gives the same vault, byte for byte. */
  readonly seed: number;
}

const NOTES_PER_FOLDER = 25;

/** How a note may show a picture: `path` relative to the note, `name` unique in the vault. */
const links: readonly ((path: string, name: string) => string)[] = [
  (path) => `![picture](${encodeURI(path)})`,
  (path) => `![](<${path}> "title")`,
  (_, name) => `![[${name}]]`,
  (path, name) => `![[${path}|${name}|300]]`,
  (path) => `<img src="${path}" width="300">`,
  (path, name) => `![${name}]\n\n[${name}]: <${path}>`,
  (path) => `- item\n  > [![quoted](<${path}>)](https://example.org/)`,
  (path) => `| a | b |\n|---|---|\n| ![cell](<${path}>) | \`![code](no.png)\` |`,
];

/**
 * A vault of any size, all of whose references resolve: notes in folders of 25, with pictures in `assets` beside
 * them, written in every syntax.
 * @param into folder, made where there is none
 */
export function generateVault(into: string, { notes, imagesPerNote, seed }: VaultSize): NoteTree {
  const random = createSeededRandom(seed);
  const pick = <T>(choices: readonly T[]) => choices[Math.floor(random() * choices.length)];
  const pictures: string[] = [];
  const written: string[] = [];
  for (let index = 0; index < notes; index += 1) {
    const folder = `第 ${Math.floor(index / NOTES_PER_FOLDER)} 部分/笔记`;
    const own = Array.from({ length: imagesPerNote }, (_, n) => `${folder}/assets/图 ${index}-${n}.png`);
    for (const picture of own) writeInto(into, picture, uniquePicture(picture, `${seed} ${picture}`));
    const earlier = pick(pictures);
    const shown = earlier === undefined ? own : [...own, earlier];
    const parts = shown.map((picture) =>
      pick(links)?.(posix.relative(folder, picture), posix.basename(picture)),
    );
    const note = `${folder}/note ${index}.md`;
    writeInto(into, note, [`# Note ${index}`, ...parts, 'The end.\n'].join('\n\n'));
    pictures.push(...own);
    written.push(note);
  }
  return { notes: written, pictures };
}
