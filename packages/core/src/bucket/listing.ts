import type { BucketStore, ListedObject, RequestOptions } from '../store/object-store.ts';

/** One line of a listing. */
export type ListedEntry =
  | ({ readonly type: 'object' } & ListedObject)
  /** What lies below a `/`; `key` ends in it. */
  | { readonly type: 'folder'; readonly key: string };

/** What lies under `prefix`, page by page as it is asked for; with `recursive`, all objects and no folders. */
export async function* listEntries(
  store: BucketStore,
  prefix: string,
  recursive: boolean,
  options: RequestOptions = {},
): AsyncGenerator<ListedEntry, void, undefined> {
  const request = { prefix, ...(!recursive && { delimiter: '/' }) };
  for await (const { objects, prefixes } of store.list(request, options)) {
    for (const key of prefixes) yield { type: 'folder', key };
    for (const object of objects) yield { type: 'object', ...object };
  }
}
