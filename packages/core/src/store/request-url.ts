import type { ObjectKey } from '../naming/object-key.ts';
import { encodeKey } from '../percent-encoding.ts';
import type { ResolvedStore } from '../providers/provider.ts';

/** What of a store decides where its objects are. */
export type StoreAddress = Pick<ResolvedStore, 'endpoint' | 'bucket' | 'addressing'>;

/** Where the object is, encoded as it is signed; the transport must not touch it. */
export function objectUrl(store: StoreAddress, key: ObjectKey): string {
  return `${bucketUrl(store)}/${encodeKey(key)}`;
}

/** Address of the bucket, without trailing slash. */
export function bucketUrl(store: StoreAddress): string {
  switch (store.addressing) {
    case 'virtual-hosted':
      return store.endpoint.replace('://', `://${store.bucket}.`);
    case 'path':
      return `${store.endpoint}/${store.bucket}`;
    case 'bucket-bound':
      return store.endpoint;
  }
}

/** A URL cut where signatures cut it: `path` starts with a slash, `query` has no question mark. */
export function splitUrl(url: string): {
  readonly host: string;
  readonly path: string;
  readonly query: string;
} {
  const [address = '', query = ''] = splitOnce(url, '?');
  const pathStart = address.indexOf('/', address.indexOf('://') + 3);
  return {
    host: new URL(url).host,
    path: pathStart === -1 ? '/' : address.slice(pathStart),
    query,
  };
}

/**
 * The encoded path of `url` inside the bucket: `/` for the bucket itself, else `/` and the encoded key,
 * whichever way the bucket is addressed.
 */
export function pathInBucket(store: StoreAddress, url: string): string {
  const base = splitUrl(bucketUrl(store)).path;
  const { path } = splitUrl(url);
  if (path === base) return '/';
  return path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}

/** The query's parts as they are written in the URL; `?uploads` and `?uploads=` both have an empty value. */
export function queryParts(query: string): readonly (readonly [name: string, value: string])[] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', value = ''] = splitOnce(part, '=');
      return [name, value] as const;
    });
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
