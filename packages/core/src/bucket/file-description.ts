import { typeByName } from '../image/load-image.ts';
import { sniffImage } from '../image/sniff.ts';

/** Enough of a file to tell by its content what it is. */
export const SNIFFED_BYTES = 4096;

/** By content where that is plain, else by name; text in UTF-8 says so, since browsers take it for something else. */
export async function contentTypeOf(name: string, beginning: Uint8Array): Promise<string> {
  const type = sniffImage(beginning)?.contentType ?? (await typeByName(name)).contentType;
  return type.startsWith('text/') && isUtf8(beginning) ? `${type}; charset=utf-8` : type;
}

/** The last character may be cut off. */
function isUtf8(beginning: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(beginning, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Has browsers show the file where they can, and save it under its own name, whatever the key is. */
export function dispositionOf(name: string): string {
  return `inline; filename="${name.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, '_')}"`;
}
