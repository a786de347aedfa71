import { percentDecode } from '../percent-encoding.ts';

/**
 * `remote`: fetched over HTTP. `local`: a path, absolute or relative to the note, or a `file:` URL.
 * `other`: neither, such as `data:` or an editor's own scheme.
 */
export type TargetKind = 'remote' | 'local' | 'other';

/** Names of files that editors show as images; the first eight are Obsidian's list. */
const imageExtension = /\.(?:avif|bmp|gif|jpe?g|png|svg|webp|apng|heic|heif|ico|jfif|tiff?)$/i;

/** By its form alone: nothing is looked for. An address without a scheme (`//host/a.png`) is remote. */
export function targetKind(target: string): TargetKind {
  if (/^(?:https?:)?\/\//i.test(target)) return 'remote';
  // One letter and a colon is a Windows drive.
  if (/^file:/i.test(target) || !/^[a-z][a-z\d+.-]+:/i.test(target)) return 'local';
  return 'other';
}

/** Whether the path, without query and fragment, ends like the name of an image. */
export function hasImageExtension(target: string): boolean {
  return imageExtension.test(target) || imageExtension.test(withoutSuffix(target));
}

/** As far as `?` or `#`. */
export function withoutSuffix(target: string): string {
  const end = target.search(/[?#]/);
  return end < 0 ? target : target.slice(0, end);
}

/**
 * Where the file of a local target may be, the likeliest first: paths as they are named on disk. Writers leave
 * names as they are, or encode them; and add `?v=1` or `#right` for the browser.
 * @param target of a reference
 * @returns empty for a target that is no path
 */
export function pathCandidates(target: string): readonly string[] {
  if (targetKind(target) !== 'local') return [];
  // `file:///C:/a.png` names C:/a.png, `file:///a.png` names /a.png.
  const path = target.replace(/^file:(?:\/\/(?:localhost)?(?=\/))?(?:\/(?=[a-z]:))?/i, '');
  return [...new Set([path, withoutSuffix(path)])].filter((candidate) => candidate !== '');
}

/** A path may be written with `%20`; a URL means something else when its escapes are undone. */
export function decodeTarget(destination: string): string {
  return targetKind(destination) === 'local' ? percentDecode(destination) : destination;
}

/**
 * What must be encoded to be read back as the same target. In both kinds: control characters, and what could end
 * a link, a code span, a tag or a table cell from outside. In a path also `?` and `#`, which would begin a query
 * and a fragment, and a `%` that would be taken for an escape or, beside another, for a comment. Spaces stay.
 */
export function encodeTarget(target: string): string {
  const isPath = targetKind(target) === 'local';
  return target.replaceAll(isPath ? unfitForPath : unfitForUrl, percentEncode);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unfitForUrl = /[\u0000-\u001f\u007f<>`|]/g;
const unfitForPath =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  /[\u0000-\u001f\u007f<>`|?#]|%(?=[\da-f]{2}|[%\u0000-\u001f\u007f<>`|?#])/gi;

function percentEncode(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
