import { ImbedError } from '../errors.ts';
import type { BucketStore } from '../store/object-store.ts';
import type { MemoryStore } from './memory-store.ts';

/** Long before any test. */
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

/**
 * The whole bucket behind a memory store; its own `disturb` runs around puts and heads here, too.
 * @param modified when objects were put, by key; long ago for those that are not in it
 */
export function createMemoryBucket(
  store: MemoryStore,
  modified: ReadonlyMap<string, Date> = new Map(),
): BucketStore {
  return {
    head: (key, options) => store.head(key, options),
    get: (key, options) => store.get(key, options),
    put: (request, options) => store.put(request, options),
    delete: (key, options) => store.delete(key, options),
    publicUrl: store.publicUrl,
    async *list({ prefix = '', pageSize = 2 }) {
      const keys = [...store.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
      for (let at = 0; at < keys.length; at += pageSize) {
        const objects = keys.slice(at, at + pageSize).flatMap((key) => {
          const found = store.objects.get(key);
          if (found === undefined) return [];
          const lastModified = modified.get(key) ?? LONG_AGO;
          return [{ key, size: found.bytes.byteLength, etag: store.etagOf(found.bytes), lastModified }];
        });
        yield { objects, prefixes: [] };
      }
    },
    async copy(from, to) {
      const source = store.objects.get(from);
      if (source === undefined) throw new ImbedError('store/no-such-key', { key: from });
      const { noOverwrite: _, ...request } = source.request;
      await store.put({ ...request, key: to, body: source.bytes });
    },
    deleteMany: async (keys, options) => {
      for (const key of keys) await store.delete(key, options);
    },
    presignGet: () => Promise.reject(new Error('no links to memory')),
  };
}
