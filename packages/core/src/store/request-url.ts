import { splitOnce, splitUrl } from '../http/url-parts.ts';
import type { ObjectKey } from '../naming/object-key.ts';
import { encodeKey } from '../percent-encoding.ts';
import { bucketUrl, type StoreAddress } from '../providers/bucket-url.ts';

/** Where the object is, encoded as it is signed; the transport must not touch it. */
export function objectUrl(store: StoreAddress, key: ObjectKey): string {
  return `${bucketUrl(store)}/${encodeKey(key)}`;
}

/**
 * The encoded path of `url` inside the bucket: `/` for the bucket itself, else `/` and the encoded key,
 * whichever way the bucket is addressed.
 */
export function pathInBucket(store: StoreAddress, url: string): string {
  const base = splitUrl(bucketUrl(store)).pathname;
  const { pathname } = splitUrl(url);
  if (pathname === base) return '/';
  return pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
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
