/**
 * How far to look for the root element, in bytes. Editors put licences, entity lists and generator notes in
 * front of it: a few kilobytes at most.
 */
const PROLOGUE_BYTES = 64 * 1024;

/** Whether the root element really is `<svg>`; a page, a feed or a comment that mentions one is not enough. */
export function isSvg(bytes: Uint8Array): boolean {
  if (!mayStartXml(bytes)) return false;
  const text = decode(bytes.subarray(0, PROLOGUE_BYTES));
  const root = rootElementAt(text);
  return root !== undefined && /^<(?:[\p{L}_][\p{L}\p{N}_.-]*:)?svg[\s/>]/u.test(text.slice(root, root + 64));
}

/** Spares every other file the decoding: first byte is a byte order mark, white space, or `<`. */
function mayStartXml(bytes: Uint8Array): boolean {
  const first = bytes[0];
  return first !== undefined && [0xef, 0xfe, 0xff, 0x09, 0x0a, 0x0d, 0x20, 0x3c].includes(first);
}

/** Byte order mark included; XML without one is UTF-8 or close enough to it for markup to be readable. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const littleEndian = first === 0xff && second === 0xfe;
  const bigEndian = first === 0xfe && second === 0xff;
  return new TextDecoder(littleEndian ? 'utf-16le' : bigEndian ? 'utf-16be' : 'utf-8').decode(bytes);
}

/** Skips white space, declarations, comments and the document type; `undefined` when they do not end. */
function rootElementAt(text: string): number | undefined {
  let position: number | undefined = 0;
  while (position !== undefined) {
    position = skipSpace(text, position);
    if (text.startsWith('<?', position)) position = after(text, '?>', position);
    else if (text.startsWith('<!--', position)) position = after(text, '-->', position + 4);
    else if (/^<!doctype\s/i.test(text.slice(position, position + 10)))
      position = skipDoctype(text, position);
    else return position;
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let position = from;
  while (/\s/.test(text.charAt(position))) position++;
  return position;
}

/** Quotes and comments of the internal subset may hold any of the characters that would end it. */
function skipDoctype(text: string, from: number): number | undefined {
  let depth = 0;
  let position: number | undefined = from + 2;
  while (position !== undefined && position < text.length) {
    const character = text.charAt(position);
    if (character === '>' && depth === 0) return position + 1;
    if (character === '"' || character === "'") position = after(text, character, position + 1);
    else if (text.startsWith('<!--', position)) position = after(text, '-->', position + 4);
    else if (text.startsWith('<?', position)) position = after(text, '?>', position + 2);
    else {
      depth += character === '[' || character === '<' ? 1 : character === ']' || character === '>' ? -1 : 0;
      position++;
    }
  }
  return undefined;
}

function after(text: string, end: string, from: number): number | undefined {
  const found = text.indexOf(end, from);
  return found === -1 ? undefined : found + end.length;
}
