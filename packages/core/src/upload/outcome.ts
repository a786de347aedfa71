import type { ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';

/** One object, verified to be in the store. */
export interface StoredImage {
  readonly url: string;
  readonly key: ObjectKey;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly contentType: string;
  /** The object was there already: nothing was uploaded. */
  readonly reused: boolean;
}

/** One image's fate. A batch never rejects as a whole: one bad image must not cost the other nine. */
export type UploadOutcome =
  | { readonly status: 'done'; readonly stored: StoredImage }
  | { readonly status: 'failed'; readonly error: ImbedError };
