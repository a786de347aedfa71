import { typeByName } from '../image/load-image.ts';
import { sniffImage } from '../image/sniff.ts';

/** Enough of a file to tell by its content what it is. */
export const SNIFFED_BYTES = 4096;

/** By content where that is plain, else by name. */
export async function contentTypeOf(name: string, beginning: Uint8Array): Promise<string> {
  return sniffImage(beginning)?.contentType ?? (await typeByName(name)).contentType;
}

/** Has browsers show the file where they can, and save it under its own name, whatever the key is. */
export function dispositionOf(name: string): string {
  return `inline; filename="${name.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, '_')}"`;
}
