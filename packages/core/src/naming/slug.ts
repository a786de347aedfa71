import { utf8 } from '../bytes.ts';

/**
 * Longest slug, in bytes of UTF-8: 40 Chinese characters. No file system refuses one as a file name.
 */
export const MAX_SLUG_BYTES = 120;

/** Half an object key: a note in the deepest of folders still gets its images named. */
const MAX_FOLDERS_BYTES = 512;

/**
 * A piece of an object key made of any text: letters, marks and digits of every script stay, everything else
 * (spaces, slashes, `?#%()`, controls, symbols) becomes a dash. Never contains a slash and never is `.` or `..`;
 * empty when nothing was left.
 */
export function slug(text: string, maxBytes: number = MAX_SLUG_BYTES): string {
  const dashed = text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
  return trimmed(cut(trimmed(dashed.replace(/-{2,}/g, '-')), maxBytes));
}

/**
 * Slugs of the last `max` folders of a relative path, fewer where they would take too much of the key; what names
 * no folder drops out.
 */
export function slugFolders(path: string, max: number): readonly string[] {
  const folders = path.split(/[/\\]/).flatMap((folder) => slug(folder) || []);
  let bytes = 0;
  const fitting = folders.reverse().findIndex((folder) => {
    bytes += utf8(folder).byteLength + 1;
    return bytes > MAX_FOLDERS_BYTES;
  });
  return folders.slice(0, fitting === -1 ? max : Math.min(max, fitting)).reverse();
}

function trimmed(text: string): string {
  return text.replace(/^[.-]+|[.-]+$/g, '');
}

/** Whole characters only. */
function cut(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) return text;
  const encoder = new TextEncoder();
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += encoder.encode(character).byteLength;
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
