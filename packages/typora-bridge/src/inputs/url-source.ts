import { type ImageSource, ImbedError } from '@imbed/core';

/** How far a download may go. */
export interface DownloadLimits {
  /** In bytes; more is `source/too-large`. */
  readonly maxBytes: number;
  /** Longest silence. */
  readonly timeoutSeconds: number;
  /** Let addresses lead to this machine or its private network. */
  readonly allowPrivate: boolean;
  /** The proxy to ask for an address, as `http(s)://host:port`; empty for none. */
  proxyFor(url: string): Promise<string>;
}

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

/** For messages: without user, query and fragment, any of which may be a secret. */
export function withoutSecrets(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#@]*@/i, '$1').replace(/[?#].*$/s, '');
}

export function downloadFailed(url: string, detail: string, cause?: unknown): ImbedError {
  return new ImbedError('source/download-failed', { name: withoutSecrets(url), detail }, { cause });
}
