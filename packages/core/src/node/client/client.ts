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
  /**
   * Bytes of `total` that are through, those of an earlier run included. Of a stream, `total` is what went through so far.
   */
  readonly onProgress?: (bytes: number, total: number) => void;
  /** Parts under way at once, 1 or more; 4 when absent: a line is busy with four, and each costs memory. */
  readonly parallel?: number;
}

export interface PutFileOptions extends TransferCallOptions {
  /**
   * The name of the file when absent; bytes and streams have none, and need it. At most 1,023 bytes of UTF-8, which
   * Alibaba OSS takes (https://help.aliyun.com/zh/oss/user-guide/object-naming-conventions), without backslashes, control
   * characters, and segments that are empty, `.` or `..`.
   */
  readonly key?: string;
  /** By content and name when absent. */
  readonly contentType?: string;
  readonly cacheControl?: string;
  /** Under its own name, to be shown where a browser can, when absent. */
  readonly contentDisposition?: string;
  /** Canned ACL, e.g. `public-read`; none is sent when absent. */
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
  /** Bytes and ETag as a listing has them, to spare asking; of an empty object it is asked all the same. */
  readonly known?: { readonly size: number; readonly etag: string | undefined };
}

/** Whole numbers of bytes, 0 or more. */
export interface ByteRange {
  /** Offset of the first byte; 0 when absent. */
  readonly start?: number;
  /** Offset behind the last byte; the end of the object when absent or beyond it. */
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
  /** Absolute. */
  readonly path: string;
}

/**
 * One bucket, from code: files of any size in and out, in memory that does not grow with them. Every call rejects with an
 * `ImbedError`: `config/invalid` for what it cannot be given, `cancelled` when its `signal` ends it, `network/*` and
 * `store/*` for the rest.
 */
export interface Client {
  /**
   * Stores a file (by its path), bytes in memory, or bytes as they come. A file over 8 MiB goes in parts, and a call
   * for the same file and key goes on where an earlier one was ended, also by a crash, within a month; `local/in-use`
   * while that runs. A stream holds as many parts of 8 MiB as the store takes, which are 10,000 at most stores. Rejects
   * with `source/not-found`, `source/unreadable`, `source/changed`, `store/invalid-key`, `store/too-large`,
   * `store/verification-failed` or, where `stateFolder` was given and cannot be written, `local/write-failed`.
   */
  put(source: string | Uint8Array | AsyncIterable<Uint8Array>, options?: PutFileOptions): Promise<StoredFile>;
  /**
   * Fetches into a file, which appears whole, with the folders above it; over 8 MiB, it goes on where an earlier call was
   * ended. Rejects with `store/no-such-key`, `store/no-such-bucket`, `store/precondition-failed` when the object is
   * replaced meanwhile, `store/download-mismatch`, `local/write-failed` or `local/in-use`.
   */
  get(key: string, options: GetFileOptions): Promise<FetchedFile>;
  /**
   * The bytes of a small object, all in memory. Rejects with `store/no-such-key`, and with `source/too-large` beyond 256
   * MiB, so that no server can fill the memory: {@link stream} has no limit.
   */
  read(key: string, options?: CallOptions): Promise<Uint8Array>;
  /**
   * The bytes of an object of any size as they come, or those from `start` to `end` (excluded; as far as the object
   * goes). The next piece is taken from the network when the one before was. Rejects with
   * `store/precondition-failed` when the object is replaced meanwhile.
   */
  stream(key: string, options?: CallOptions & ByteRange): AsyncIterable<Uint8Array>;
  /** `undefined` when there is no such object; rejects with `store/no-such-bucket`. */
  stat(key: string, options?: CallOptions): Promise<ObjectDetails | undefined>;
  /**
   * Objects and folders right below `prefix`; all objects under it with `recursive`. A prefix is the beginning of keys, a
   * folder is what lies below a `/`, and each page (1,000 at most stores) is asked for when the one before is used up.
   * Rejects with `store/no-such-bucket`.
   */
  list(prefix?: string, options?: CallOptions & { readonly recursive?: boolean }): AsyncIterable<ListedEntry>;
  /**
   * Resolves also for keys that are not there. Many go by 1,000 a request, which is what stores take
   * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html); when it rejects, some may be gone.
   */
  delete(keys: string | readonly string[], options?: CallOptions): Promise<void>;
  /**
   * On the server, where the same keys open both buckets of one store; else the bytes come through here, in memory that
   * does not grow with them. A copy of a large object goes on where an earlier call was ended.
   */
  copy(from: string, to: string, options?: CopyFileOptions): Promise<StoredFile>;
  /**
   * A link for anybody: the public one if it opens, else one that works for `seconds`, a whole number from 1 to 604,800, a
   * week (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html); an hour when absent. Rejects with
   * `store/no-such-key` when there is nothing to share, and with `store/unusable-key` where browsers would take the key
   * for another.
   */
  share(key: string, options?: CallOptions & { readonly seconds?: number }): Promise<SharedLink>;
  /**
   * Compares a folder with the objects below a prefix, by size and hash, and changes neither; what it answers with can
   * do that. What it holds grows with the number of files, not with their bytes. Rejects with `sync/empty-source` when all
   * of one side would be deleted for want of the other, and with `source/not-found` or `source/unreadable` for a folder
   * that cannot be read whole.
   */
  sync(options: SyncOptions): Promise<FolderSync>;
  readonly lifecycle: Expiry;
  readonly unfinished: {
    /** Uploads in parts that were neither completed nor aborted. */
    list(prefix?: string, options?: CallOptions): AsyncIterable<UnfinishedUpload>;
    /** Deletes its parts, which cost money; resolves also when there is no such upload any more. */
    abort(upload: UnfinishedUpload, options?: CallOptions): Promise<void>;
  };
}
