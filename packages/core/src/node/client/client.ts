import type { DownloadedObject } from '../../bucket/download-parts.ts';
import type { Expiry } from '../../bucket/expiry.ts';
import type { ExpiryClass } from '../../bucket/lifecycle.ts';
import type { ListedEntry } from '../../bucket/listing.ts';
import type { SharedLink } from '../../bucket/share.ts';
import type { UploadedObject } from '../../bucket/transfer.ts';
import type { UnfinishedUpload } from '../../store/multipart-sessions.ts';
import type { ObjectDetails } from '../../store/object-details.ts';
import type { FolderSync, SyncOptions } from './sync-folder.ts';

/** What every call takes. */
export interface CallOptions {
  /** Ends it with an `ImbedError` of code `cancelled`; what can be resumed stays resumable. */
  readonly signal?: AbortSignal;
}

export interface TransferCallOptions extends CallOptions {
  /** Bytes of `total` that are through, those of an earlier run included. */
  readonly onProgress?: (bytes: number, total: number) => void;
  /** Parts under way at once, 1 or more; 4 when absent. */
  readonly parallel?: number;
}

export interface PutFileOptions extends TransferCallOptions {
  /** The name of the file when absent. */
  readonly key?: string;
  /** By content and name when absent. */
  readonly contentType?: string;
  readonly cacheControl?: string;
  /** Under its own name, to be shown where a browser can, when absent. */
  readonly contentDisposition?: string;
  /** Canned ACL. */
  readonly acl?: string;
  /**
   * Refuse to replace an object, on stores that can; for more than 8 MiB, where a store cannot, by a look right before
   * the object appears.
   */
  readonly noOverwrite?: boolean;
  /** Put it below `tmp/1d/` or the like, and have the bucket remove what is there after that time. */
  readonly expires?: ExpiryClass;
  /**
   * Have the store compare a hash of all bytes, which reads them twice; done over plain HTTP unless false. Over HTTPS
   * the line itself sees to it, as far as it goes; only with it are large objects `verified: 'etag'`.
   */
  readonly hashed?: boolean;
  /** Of a file: send nothing when the object has its bytes already. What else is said of the object stays as it is. */
  readonly ifDifferent?: boolean;
  /**
   * Replace nothing: rejects with `store/object-exists` when other bytes, or such that cannot be compared, are under
   * the key. A file whose own bytes are there is not sent again. On stores that cannot refuse to overwrite, what
   * another program stores in the same moment may still be replaced.
   */
  readonly keepOthers?: boolean;
}

export interface StoredFile extends UploadedObject {
  readonly key: string;
  /** What a link to it would be; whether that opens is up to the bucket. See {@link Client.share}. */
  readonly url: string;
}

export interface GetFileOptions extends TransferCallOptions {
  /** File to write; its name is the last part of the key when it ends in a slash. */
  readonly into: string;
  /**
   * Read the file once more and compare it with the ETag; done for small files unless false. Rejects with
   * `store/download-mismatch` when it is another; `verified` is `size` when the store's ETag says nothing of bytes.
   */
  readonly verify?: boolean;
  /** As a listing has it, to spare asking. */
  readonly known?: { readonly size: number; readonly etag: string | undefined };
}

export interface ByteRange {
  /** First byte; 0 when absent. */
  readonly start?: number;
  /** After the last byte; all when absent. */
  readonly end?: number;
}

export interface CopyFileOptions extends TransferCallOptions {
  /** Where the copy goes; the same bucket when absent. */
  readonly target?: Client;
  /**
   * Replace nothing: rejects with `store/object-exists` when other bytes, or such that cannot be compared, are under
   * the new key; the same bytes are not copied again. On stores that cannot refuse to overwrite, what another program
   * stores in the same moment may still be replaced.
   */
  readonly keepOthers?: boolean;
}

export interface FetchedFile extends DownloadedObject {
  readonly path: string;
}

/** One bucket, from code: files of any size in and out, in memory that does not grow with them. */
export interface Client {
  /**
   * Stores a file (by its path), bytes in memory, or bytes as they come. A file over 8 MiB goes in parts, and a call
   * for the same file and key goes on where an earlier one was ended, also by a crash; `local/in-use` while that runs.
   */
  put(source: string | Uint8Array | AsyncIterable<Uint8Array>, options?: PutFileOptions): Promise<StoredFile>;
  /** Fetches into a file, which appears whole; goes on where an earlier call was ended. */
  get(key: string, options: GetFileOptions): Promise<FetchedFile>;
  /** The bytes of a small object. */
  read(key: string, options?: CallOptions): Promise<Uint8Array>;
  /**
   * The bytes of an object of any size as they come, or those from `start` to `end` (excluded; as far as the object
   * goes). The next piece is taken from the network when the one before was. Rejects with
   * `store/precondition-failed` when the object is replaced meanwhile.
   */
  stream(key: string, options?: CallOptions & ByteRange): AsyncIterable<Uint8Array>;
  /** `undefined` when there is no such object; rejects with `store/no-such-bucket`. */
  stat(key: string, options?: CallOptions): Promise<ObjectDetails | undefined>;
  /** Objects and folders right below `prefix`; all objects under it with `recursive`. */
  list(prefix?: string, options?: CallOptions & { readonly recursive?: boolean }): AsyncIterable<ListedEntry>;
  /** Resolves also for keys that are not there. */
  delete(keys: string | readonly string[], options?: CallOptions): Promise<void>;
  /**
   * On the server, where the same keys open both buckets of one store; else the bytes come through here, in memory that
   * does not grow with them. A copy of a large object goes on where an earlier call was ended.
   */
  copy(from: string, to: string, options?: CopyFileOptions): Promise<StoredFile>;
  /**
   * A link for anybody: the public one if it opens, else one that works for `seconds` (an hour when absent, a week at
   * most). Rejects with `store/no-such-key` when there is nothing to share.
   */
  share(key: string, options?: CallOptions & { readonly seconds?: number }): Promise<SharedLink>;
  /**
   * Compares a folder with the objects below a prefix, by size and hash, and changes neither; what it answers with can
   * do that. Rejects with `sync/empty-source` when all of one side would be deleted for want of the other.
   */
  sync(options: SyncOptions): Promise<FolderSync>;
  readonly lifecycle: Expiry;
  readonly unfinished: {
    /** Uploads in parts that were neither completed nor aborted. */
    list(prefix?: string, options?: CallOptions): AsyncIterable<UnfinishedUpload>;
    abort(upload: UnfinishedUpload, options?: CallOptions): Promise<void>;
  };
}
