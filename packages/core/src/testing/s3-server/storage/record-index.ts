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
    buckets: () => [...entries.values()].map(({ bucket }) => bucket).sort((a, b) => byBytes(a.name, b.name)),
    bucket: (name) => entries.get(name)?.bucket,
    setBucket: (bucket) => {
      entries.set(bucket.name, { bucket, objects: entries.get(bucket.name)?.objects ?? new Map() });
    },
    deleteBucket: (name) => {
      entries.delete(name);
    },
    objects: (bucket) =>
      [...(entries.get(bucket)?.objects.values() ?? [])].sort((a, b) => byBytes(a.key, b.key)),
    object: (bucket, key) => entries.get(bucket)?.objects.get(key),
    setObject: (bucket, record) => {
      entries.get(bucket)?.objects.set(record.key, record);
    },
    deleteObject: (bucket, key) => {
      entries.get(bucket)?.objects.delete(key);
    },
  };
}

/** JavaScript compares UTF-16, which puts U+FFxx after the emoji; S3 compares UTF-8. */
export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
