import { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';

/** What a HEAD said of the size, in bytes. Without it there is nothing to verify an upload by; every store sends it. */
export function sizeOf(key: ObjectKey, contentLength: number | undefined): number {
  if (contentLength !== undefined) return contentLength;
  throw new ImbedError('store/verification-failed', { key, detail: 'no content-length' });
}
