import { s3Error } from '../errors.ts';
import { encodePath } from '../request.ts';
import { quoted } from '../response.ts';
import { byBytes } from '../storage/record-index.ts';
import type { ObjectRecord } from '../storage/storage.ts';
import type { XmlTree } from '../xml.ts';

export interface ListQuery {
  readonly prefix: string;
  /** Empty: every key is listed. */
  readonly delimiter: string;
  /** Only what comes after this key or prefix. */
  readonly after: string;
  readonly limit: number;
}

export interface Page {
  readonly objects: readonly ObjectRecord[];
  readonly prefixes: readonly string[];
  /** Last key or prefix of a page that others follow. */
  readonly next: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const MAX_PAGE = 1000;

/** Objects and "folders" in one order, cut at the limit, as both versions of ListObjects want them. */
export function listPage(records: readonly ObjectRecord[], query: ListQuery): Page {
  const objects: ObjectRecord[] = [];
  const prefixes: string[] = [];
  let last = '';
  for (const record of records) {
    const folder = folderOf(record.key, query);
    const entry = folder ?? record.key;
    if (!record.key.startsWith(query.prefix) || byBytes(entry, query.after) <= 0 || entry === last) continue;
    if (objects.length + prefixes.length === query.limit)
      return { objects, prefixes, next: query.limit === 0 ? undefined : last };
    if (folder === undefined) objects.push(record);
    else prefixes.push(folder);
    last = entry;
  }
  return { objects, prefixes, next: undefined };
}

/** The key up to the first delimiter behind the prefix, `undefined` where there is none. */
function folderOf(key: string, { prefix, delimiter }: ListQuery): string | undefined {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}

export function limitOf(query: URLSearchParams): number {
  const asked = Number(query.get('max-keys') ?? MAX_PAGE);
  if (!Number.isInteger(asked) || asked < 0)
    throw s3Error('InvalidArgument', { message: 'max-keys is invalid.' });
  return Math.min(asked, MAX_PAGE);
}

/** How keys are written: as they are, or percent-encoded, since XML cannot hold every character. */
export function keyWriter(query: URLSearchParams): (key: string) => string {
  const encoding = query.get('encoding-type');
  if (encoding === null) return (key) => key;
  if (encoding !== 'url') throw s3Error('InvalidArgument', { message: 'encoding-type is invalid.' });
  return encodePath;
}

/** The elements that both versions of ListObjects share; `owner` of the objects where the client is told. */
export function pageElements(page: Page, write: (key: string) => string, owner: string | undefined): XmlTree {
  const Owner = owner === undefined ? undefined : { ID: owner, DisplayName: owner };
  return {
    IsTruncated: page.next !== undefined,
    Contents: page.objects.map(({ key, lastModified, etag, size }) => ({
      Key: write(key),
      LastModified: lastModified,
      ETag: quoted(etag),
      Size: size,
      StorageClass: 'STANDARD',
      Owner,
    })),
    CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: write(prefix) })),
  };
}
