import type { ObjectKey } from '../naming/object-key.ts';

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** An object as it is to be, apart from its bytes. */
export interface ObjectDescription {
  readonly key: ObjectKey;
  readonly contentType: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  /** What was done to the bytes, e.g. `gzip`; browsers undo it. */
  readonly contentEncoding?: string;
  /** Canned ACL, e.g. `public-read`. Sent only when set. */
  readonly acl?: string;
  /**
   * Refuse (`store/precondition-failed`) rather than replace an existing object, on stores that can. On the others the
   * caller's `head` is all the protection there is for a put of one request; before parts become an object somebody
   * looks once more, which the keys have to be allowed.
   */
  readonly noOverwrite?: boolean;
}

export interface PutRequest extends ObjectDescription {
  readonly body: Uint8Array;
  /** Lower-case SHA-256 hex of `body`, where the caller has it already. */
  readonly sha256?: string;
}

export interface PutOptions extends RequestOptions {
  /** Bytes of `body` handed to the network so far. */
  readonly onSent?: (sent: number, total: number) => void;
}

export interface GetOptions extends RequestOptions {
  /**
   * Largest object that is worth its memory, in bytes; one that is larger by more than an error document rejects
   * with `source/too-large`. The transport's own bound when absent.
   */
  readonly maxBytes?: number;
}

export interface PutResult {
  /** Without quotes; `undefined` where the store gave none (Ceph RGW after multipart). */
  readonly etag: string | undefined;
}

/** What a store says of an object without its bytes; `undefined` is what it does not say. */
export interface ObjectHead {
  /** In bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string | undefined;
  readonly contentType: string | undefined;
  readonly cacheControl: string | undefined;
  readonly contentDisposition: string | undefined;
  readonly contentEncoding: string | undefined;
  /** To the second. */
  readonly lastModified: Date | undefined;
  /** Encrypted with a key that somebody manages: its ETag may look like an MD5, and is none. */
  readonly managedKey?: true;
  /** The bucket keeps what is deleted or replaced as an old version. */
  readonly keepsVersions?: true;
}

/**
 * What one image needs of a store. Both wires implement it and pass the same contract
 * (`testing/object-store-contract.ts`). Every rejection is an `ImbedError`.
 */
export interface ObjectStore {
  /** `undefined` when there is no such object; a missing bucket or a refusal rejects. */
  head(key: ObjectKey, options?: RequestOptions): Promise<ObjectHead | undefined>;
  put(request: PutRequest, options?: PutOptions): Promise<PutResult>;
  /** Rejects with `store/no-such-key` when there is none. */
  get(key: ObjectKey, options?: GetOptions): Promise<Uint8Array>;
  /** Resolves also when there was none. */
  delete(key: ObjectKey, options?: RequestOptions): Promise<void>;
  publicUrl(key: ObjectKey): string;
}

/** An object as a page of a listing has it. */
export interface ListedObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string | undefined;
  /** To the second at many stores. */
  readonly lastModified: Date | undefined;
}

export interface ListPage {
  readonly objects: readonly ListedObject[];
  /** "Folders": what `delimiter` cut off, each ending in it. */
  readonly prefixes: readonly string[];
}

export interface ListRequest {
  readonly prefix?: string;
  readonly delimiter?: string;
  /** Objects and prefixes per page, 1 to 1000. */
  readonly pageSize?: number;
}

export interface CopyOptions extends RequestOptions {
  /** Of the new object, which has none of the old one's. Sent only when set. */
  readonly acl?: string;
}

/** What tools around the bucket need beyond one image; the SDK wire only. */
export interface BucketStore extends ObjectStore {
  list(request: ListRequest, options?: RequestOptions): AsyncIterable<ListPage>;
  /**
   * Makes `to` another object with the bytes and headers of `from`, up to 5 GiB, in the place of what is there. The
   * bytes do not come here. Rejects with `store/no-such-key` when there is no `from`.
   */
  copy(from: ObjectKey, to: ObjectKey, options?: CopyOptions): Promise<void>;
  deleteMany(keys: readonly ObjectKey[], options?: RequestOptions): Promise<void>;
  /** A link that works without credentials for `seconds` (1 to 604,800; the SDK refuses more). */
  presignGet(key: ObjectKey, seconds: number): Promise<string>;
}
