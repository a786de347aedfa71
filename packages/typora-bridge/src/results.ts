import type { ImbedError, StoredImage } from '@imbed/core';

/** What became of one input. */
export type InputResult =
  | {
      readonly input: string;
      readonly status: 'done';
      /** What the note is to link. */
      readonly url: string;
      readonly stored?: StoredImage;
      /** Until when a signed link opens. */
      readonly expiresAt?: Date;
      /** Of the local copy, absolute. */
      readonly path?: string;
    }
  /** Could not be stored; `url` leads to where the image still is. */
  | {
      readonly input: string;
      readonly status: 'kept-local';
      readonly url: string;
      readonly error: ImbedError;
    }
  | { readonly input: string; readonly status: 'failed'; readonly error: ImbedError };

/** One absolute URL a line, as Typora reads it back by position; empty when any input has none. */
export function urlLines(results: readonly InputResult[]): string {
  const urls = results.map(urlOf);
  return urls.includes(undefined) ? '' : urls.map((url) => `${url}\n`).join('');
}

function urlOf(result: InputResult): string | undefined {
  return result.status === 'failed' ? undefined : result.url;
}
