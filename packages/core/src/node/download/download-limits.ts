import { ImbedError } from '../../errors.ts';

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

/** For messages: without user, query and fragment, any of which may be a secret. */
export function withoutSecrets(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#@]*@/i, '$1').replace(/[?#].*$/s, '');
}

export function downloadFailed(url: string, detail: string, cause?: unknown): ImbedError {
  return new ImbedError('source/download-failed', { name: withoutSecrets(url), detail }, { cause });
}
