/** The texts that came with pictures; empty where there is none. */
export interface AccompanyingText {
  readonly plain: string;
  readonly html: string;
}

/**
 * Whether people who copied this meant the text: spreadsheets and word processors add a picture of what was copied.
 * File managers add the names of files, and browsers the address of a picture; neither is meant.
 * @param names of the pictures
 */
export function textComesFirst({ plain, html }: AccompanyingText, names: readonly string[]): boolean {
  const lines = plain
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return /<(?:table|p|li|h[1-6])\b/i.test(html);
  return !lines.every((line) => names.some((name) => line.endsWith(name)) || namesPicture(line, html));
}

/** The address of the one picture in the HTML beside it. */
function namesPicture(line: string, html: string): boolean {
  return /^(?:https?|data):/i.test(line) && /^\s*(?:<(?:meta|html|body|!--)[^>]*>\s*)*<img\b/i.test(html);
}
