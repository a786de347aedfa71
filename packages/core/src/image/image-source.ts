export type ImageOrigin = 'paste' | 'drop' | 'command' | 'cli';

/** What a host hands in. Bytes are read lazily, so a refused image costs nothing. */
export interface ImageSource {
  /** Original file name; `undefined` for clipboard bitmaps and stdin. */
  readonly name: string | undefined;
  readonly origin: ImageOrigin;
  /** Size in bytes where the host knows it before reading, so that a file over the limit is never read. */
  readonly size?: number;
  read(signal?: AbortSignal): Promise<Uint8Array>;
}

/** A source after reading and sniffing. */
export interface LoadedImage {
  /** Original name without its extension; `undefined` when there was none. */
  readonly stem: string | undefined;
  /** Chosen by content, without a dot; `bin` for an unknown file that was allowed. */
  readonly extension: string;
  /** MIME type chosen by content. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
