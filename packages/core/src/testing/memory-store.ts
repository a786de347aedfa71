import { createHash } from 'node:crypto';
import { cancelled, ImbedError } from '../errors.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import type { ObjectStore, PutRequest } from '../store/object-store.ts';

export type StoreCall = 'head' | 'put' | 'get' | 'delete';

export interface MemoryStoreOptions {
  /** `opaque`: an ETag that is no MD5, as after multipart uploads. `encrypted`: looks like one. `none`: no ETag. */
  readonly etags?: 'md5' | 'opaque' | 'encrypted' | 'none';
  /** Refuses a conditional put onto an existing object; true when absent. */
  readonly conditionalPuts?: boolean;
  /** Of public URLs, with a slash at its end. */
  readonly origin?: string;
}

export interface StoredObject {
  readonly request: PutRequest;
  readonly bytes: Uint8Array;
}

/** An object store in memory, which can be watched and disturbed. */
export interface MemoryStore extends ObjectStore {
  readonly objects: ReadonlyMap<string, StoredObject>;
  /** `put a.png`, in the order in which they came. */
  readonly calls: readonly string[];
  /** Runs around every call: throw before `run`, after it (the reply was lost), or do something in between. */
  disturb: (call: StoreCall, key: ObjectKey, run: () => Promise<void>) => Promise<void>;
  /** Puts without conditions or disturbance, as another machine would. */
  plant(key: string, bytes: Uint8Array): void;
  /** As the store tells it of these bytes. */
  etagOf(bytes: Uint8Array): string | undefined;
  /** What anyone reads at a public URL. */
  read(url: string): Uint8Array | undefined;
}

export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const { etags = 'md5', conditionalPuts = true, origin = 'https://images.test/' } = options;
  const objects = new Map<string, StoredObject>();
  const calls: string[] = [];

  const store: MemoryStore = {
    objects,
    calls,
    disturb: (_call, _key, run) => run(),
    plant: (key, bytes) => {
      objects.set(key, { request: { key: key as ObjectKey, body: bytes, contentType: 'image/png' }, bytes });
    },
    read: (url) =>
      url.startsWith(origin) ? objects.get(decodeURIComponent(url.slice(origin.length)))?.bytes : undefined,
    etagOf,
    publicUrl: (key) => origin + key.split('/').map(encodeURIComponent).join('/'),
    head: (key, { signal } = {}) => called('head', key, signal, () => headOf(objects.get(key))),
    get: (key, { signal } = {}) =>
      called('get', key, signal, () => {
        const found = objects.get(key);
        if (found === undefined) throw new ImbedError('store/no-such-key', { key, status: 404 });
        return Uint8Array.from(found.bytes);
      }),
    delete: (key, { signal } = {}) =>
      called('delete', key, signal, () => {
        objects.delete(key);
      }),
    put: (request, { signal, onSent } = {}) =>
      called('put', request.key, signal, () => {
        const { key, body } = request;
        if (conditionalPuts && request.noOverwrite && objects.has(key))
          throw new ImbedError('store/precondition-failed', { key, status: 412 });
        onSent?.(body.byteLength, body.byteLength);
        const bytes = Uint8Array.from(body);
        objects.set(key, { request, bytes });
        return { etag: etagOf(bytes) };
      }),
  };

  async function called<T>(
    call: StoreCall,
    key: ObjectKey,
    signal: AbortSignal | undefined,
    answer: () => T,
  ) {
    if (signal?.aborted) throw cancelled('not-sent');
    calls.push(`${call} ${key}`);
    const results: T[] = [];
    await store.disturb(call, key, async () => {
      results.push(answer());
    });
    if (signal?.aborted) throw cancelled('unknown');
    const [result] = results as [T];
    return result;
  }

  function headOf(found: StoredObject | undefined) {
    if (found === undefined) return undefined;
    const { contentType, cacheControl, contentDisposition, contentEncoding } = found.request;
    const size = found.bytes.byteLength;
    const described = {
      contentType,
      cacheControl,
      contentDisposition,
      contentEncoding,
      lastModified: undefined,
    };
    const head = { size, etag: etagOf(found.bytes), ...described };
    return etags === 'encrypted' ? { ...head, managedKey: true as const } : head;
  }

  function etagOf(bytes: Uint8Array): string | undefined {
    if (etags === 'none') return undefined;
    const md5 = createHash('md5').update(bytes).digest('hex');
    if (etags === 'opaque') return `${md5}-1`;
    return etags === 'encrypted' ? createHash('md5').update(`key${md5}`).digest('hex') : md5.toUpperCase();
  }

  return store;
}
