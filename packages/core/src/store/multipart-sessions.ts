import type { ObjectKey } from '../naming/object-key.ts';
import type { RequestOptions } from './object-store.ts';

/** A multipart upload that was begun and neither completed nor aborted. */
export interface OpenUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly begun: Date | undefined;
}

/** What can be done with a multipart upload without sending a part of it. Every rejection is an `ImbedError`. */
export interface MultipartSessions {
  /** Answers with the id of the upload. */
  begin(key: ObjectKey, options?: RequestOptions): Promise<string>;
  abort(key: ObjectKey, uploadId: string, options?: RequestOptions): Promise<void>;
  /** Those under `prefix`, up to one page: 1000 on most stores. */
  list(prefix: string, options?: RequestOptions): Promise<readonly OpenUpload[]>;
}
