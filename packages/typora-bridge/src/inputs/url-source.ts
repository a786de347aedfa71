import type { ImageSource } from '@imbed/core';
import type { DownloadLimits } from '@imbed/core/node';

/** An image of the web, fetched to be stored anew. */
export function createUrlSource(url: string, limits: DownloadLimits): ImageSource {
  return {
    name: fileNameIn(url),
    origin: 'cli',
    async read(signal) {
      const { download } = await import('./download.ts');
      return download(url, limits, signal);
    },
  };
}

function fileNameIn(url: string): string | undefined {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name) || undefined;
  } catch {
    return name;
  }
}
