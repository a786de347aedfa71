import { imageExtensions } from '@imbed/core';

/** What no name has in it, whatever the language of the text is. */
const delimiter = /[\s"'<>{}()[\]|]/;

/** On each side of the cursor: an image that is part of the text itself may have millions. */
const MAX_CHARACTERS = 1000;

/**
 * The name or address of an image at a place in a text of any language: its images have names of files.
 * @param offset in UTF-16 code units
 */
export function imageNameAt(text: string, offset: number): string | undefined {
  let start = offset;
  while (start > 0 && offset - start < MAX_CHARACTERS && !delimiter.test(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && end - offset < MAX_CHARACTERS && !delimiter.test(text.charAt(end))) end++;
  const name = new RegExp(`^.+\\.(?:${imageExtensions().join('|')})\\b`, 'i');
  const [found] = name.exec(text.slice(start, end)) ?? [];
  return found !== undefined && offset <= start + found.length ? found : undefined;
}
