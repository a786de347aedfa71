import { ImbedError } from '../errors.ts';
import { percentDecode } from '../percent-encoding.ts';

/**
 * The bytes of a `data:` URL (https://www.rfc-editor.org/rfc/rfc2397).
 * @throws ImbedError `source/unreadable` for what is none, or broken
 */
export function decodeDataUrl(url: string): Uint8Array {
  const [, parameters, data] = /^data:([^,]*),(.*)$/is.exec(url) ?? [];
  if (parameters === undefined || data === undefined) throw new ImbedError('source/unreadable');
  if (!/;\s*base64\s*$/i.test(parameters)) return new TextEncoder().encode(percentDecode(data));
  try {
    // Written on several lines by some, encoded for an address by others.
    return Uint8Array.from(atob(percentDecode(data).replaceAll(/\s/g, '')), (char) => char.charCodeAt(0));
  } catch (cause) {
    throw new ImbedError('source/unreadable', {}, { cause });
  }
}
