import type { BucketRecord, ObjectRecord } from './storage.ts';

/** What the store knows without reading a single object; both storages keep one. */
export interface RecordIndex<Stored extends ObjectRecord> {
  buckets(): readonly BucketRecord[];
  bucket(name: string): BucketRecord | undefined;
  setBucket(bucket: BucketRecord): void;
  deleteBucket(name: string): void;
  objects(bucket: string): readonly Stored[];
  object(bucket: string, key: string): Stored | undefined;
  setObject(bucket: string, record: Stored): void;
  deleteObject(bucket: string, key: string): void;
}

interface Entry<Stored> {
  readonly bucket: BucketRecord;
  readonly objects: Map<string, Stored>;
}

export function createRecordIndex<Stored extends ObjectRecord>(): RecordIndex<Stored> {
  const entries = new Map<string, Entry<Stored>>();
  return {
    buckets: () =>
      inByteOrder(
        [...entries.values()].map(({ bucket }) => bucket),
        ({ name }) => name,
      ),
    bucket: (name) => entries.get(name)?.bucket,
    setBucket: (bucket) => {
      entries.set(bucket.name, { bucket, objects: entries.get(bucket.name)?.objects ?? new Map() });
    },
    deleteBucket: (name) => {
      entries.delete(name);
    },
    objects: (bucket) => inByteOrder([...(entries.get(bucket)?.objects.values() ?? [])], ({ key }) => key),
    object: (bucket, key) => entries.get(bucket)?.objects.get(key),
    setObject: (bucket, record) => {
      entries.get(bucket)?.objects.set(record.key, record);
    },
    deleteObject: (bucket, key) => {
      entries.get(bucket)?.objects.delete(key);
    },
  };
}

/** Each name is turned into bytes once, not once a comparison. */
function inByteOrder<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  return items
    .map((item) => ({ item, bytes: Buffer.from(nameOf(item)) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ item }) => item);
}

/** JavaScript compares UTF-16, which puts U+FFxx after the emoji; S3 compares UTF-8. */
export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
