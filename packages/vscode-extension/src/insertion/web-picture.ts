import type { ImageOrigin, ImageSource } from '@imbed/core';
import { baseName } from '../file-source.ts';

/** Rejects as `Work.download`. */
export type Download = (url: string, signal?: AbortSignal) => Promise<Uint8Array>;

/** A picture of a page, of which only the address came. */
interface WebPicture extends ImageSource {
  readonly url: string;
}

/** A picture that was taken from a page by itself: none where the HTML has words, or more than one. */
export function webPictures(html: string, origin: ImageOrigin, download: Download): readonly WebPicture[] {
  const words = html.replaceAll(/<!--.*?-->|<[^>]*>/gs, '').trim();
  const [picture = '', ...others] = html.match(/<img\b[^>]*>/gi) ?? [];
  const [, inDouble, inSingle] = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(picture) ?? [];
  const url = (inDouble ?? inSingle ?? '').replaceAll('&amp;', '&');
  if (words !== '' || others.length > 0 || !/^https?:/i.test(url)) return [];
  return [{ name: nameIn(url), origin, url, read: readOnce((signal) => download(url, signal)) }];
}

/** Read twice: for the upload, and for the next window. What one of them stops is begun again for the other one. */
function readOnce(download: (signal?: AbortSignal) => Promise<Uint8Array>): ImageSource['read'] {
  let current: { readonly bytes: Promise<Uint8Array>; readonly by: AbortSignal | undefined } | undefined;
  return async function read(signal): Promise<Uint8Array> {
    if (current?.by?.aborted || current === undefined) current = { bytes: download(signal), by: signal };
    const { bytes, by } = current;
    try {
      return await bytes;
    } catch (error) {
      if (by?.aborted && !signal?.aborted) return read(signal);
      throw error;
    }
  };
}

/** What is left of a picture that cannot be had: where it is shown now. */
export function addressOf(source: (ImageSource & Partial<WebPicture>) | undefined): string | undefined {
  return source?.url;
}

function nameIn(url: string): string | undefined {
  const name = baseName(url.replace(/[?#].*$/s, ''));
  try {
    return decodeURIComponent(name) || undefined;
  } catch {
    return name;
  }
}
