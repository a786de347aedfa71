/** Plans the retargeting of a whole vault, note by note, and says on standard output what memory that took. */
import { findImages } from '../../packages/core/src/markdown/find-images.ts';
import { retarget } from '../../packages/core/src/markdown/retarget.ts';
import { illustratedNote } from './notes.mjs';

const NOTES = 10_000;
const SIZE = 10_000;

let references = 0;
let edits = 0;
let length = 0;
let early = 0;
for (let index = 0; index < NOTES; index++) {
  const note = illustratedNote(SIZE, index * 1000);
  const found = findImages(note);
  edits += retarget(note, found, ({ target }) => `https://img.example.com/${encodeURI(target)}`).length;
  references += found.length;
  length += note.length;
  if (index === NOTES / 10) early = residentMiB();
}
if (edits !== references) throw new Error(`${references} references, but ${edits} edits`);
const megabytes = Math.round(length / 1e6);
console.log(JSON.stringify({ references, megabytes, early, late: residentMiB() }));

function residentMiB() {
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}
