export type BucketAcl = 'private' | 'public-read' | 'public-read-write';

/** `default`: whatever the bucket's is (OSS's rule, and this store's in both dialects). */
export type ObjectAcl = BucketAcl | 'default';

export interface CorsRule {
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAgeSeconds?: number;
}

export interface BucketRecord {
  readonly name: string;
  readonly owner: string;
  readonly acl: BucketAcl;
  readonly cors: readonly CorsRule[];
  /** The document as it was put. */
  readonly lifecycle?: string;
  /** Of moving objects elsewhere, as it was put with the last of those documents. */
  readonly transitionMinimum?: string;
  /** The document as it was put; only what it lets everybody read counts. */
  readonly policy?: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface ObjectRecord {
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** ISO 8601. */
  readonly lastModified: string;
  readonly acl: ObjectAcl;
  /** `content-type`, `cache-control` and the like, given back as they came; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata; names without `x-amz-meta-` or `x-oss-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Base64 by algorithm, where the client sent one and it was right. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Bytes of each part, of an object that was put together from parts. */
  readonly partBytes?: readonly number[];
}

export interface StoredObject {
  readonly record: ObjectRecord;
  readonly bytes: Uint8Array;
}

/** Where buckets and objects are. Names are checked before they come here. */
export interface Storage {
  listBuckets(): readonly BucketRecord[];
  findBucket(name: string): BucketRecord | undefined;
  /** Makes the bucket, or replaces its settings. */
  saveBucket(bucket: BucketRecord): Promise<void>;
  removeBucket(name: string): Promise<void>;
  /** In the order S3 lists: by the bytes of the keys' UTF-8. */
  listObjects(bucket: string): readonly ObjectRecord[];
  findObject(bucket: string, key: string): ObjectRecord | undefined;
  readObject(bucket: string, key: string): Promise<StoredObject | undefined>;
  /** All or nothing. False, and nothing changed, when `onlyIfAbsent` and there is one already. */
  saveObject(bucket: string, object: StoredObject, onlyIfAbsent?: boolean): Promise<boolean>;
  removeObject(bucket: string, key: string): Promise<void>;
}
