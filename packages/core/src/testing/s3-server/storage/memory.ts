import { createRecordIndex } from './record-index.ts';
import type { ObjectRecord, Storage } from './storage.ts';

interface InMemory extends ObjectRecord {
  readonly bytes: Uint8Array;
}

/** Forgets everything with the process. */
export function createMemoryStorage(): Storage {
  const index = createRecordIndex<InMemory>();
  return {
    listBuckets: index.buckets,
    findBucket: index.bucket,
    saveBucket: async (bucket) => index.setBucket(bucket),
    removeBucket: async (name) => index.deleteBucket(name),
    listObjects: index.objects,
    findObject: index.object,
    readObject: async (bucket, key) => {
      const record = index.object(bucket, key);
      return record && { record, bytes: record.bytes };
    },
    saveObject: async (bucket, { record, bytes }, onlyIfAbsent = false) => {
      if (onlyIfAbsent && index.object(bucket, record.key) !== undefined) return false;
      index.setObject(bucket, { ...record, bytes });
      return true;
    },
    removeObject: async (bucket, key) => index.deleteObject(bucket, key),
  };
}
