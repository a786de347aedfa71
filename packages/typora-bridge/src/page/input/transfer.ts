import type { UploadSource } from '../api/api.ts';

/** What somebody pasted or dropped. */
export interface Transferred {
  readonly sources: readonly UploadSource[];
  /** A folder was among it, which is left out. */
  readonly hasFolder: boolean;
}

/** Files; where there are none, the addresses that the text consists of. Has to be asked while the event lasts. */
export function transferred(data: DataTransfer): Transferred {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const folders = items.filter((item) => item.webkitGetAsEntry()?.isDirectory === true);
  const files = items.flatMap((item) => (folders.includes(item) ? [] : (item.getAsFile() ?? [])));
  if (items.length > 0) return { sources: fileSources(files), hasFolder: folders.length > 0 };
  const text = data.getData('text/uri-list') || data.getData('text/plain');
  return { sources: addressesIn(text).map((url) => ({ kind: 'address', url })), hasFolder: false };
}

export function fileSources(files: Iterable<File>): readonly UploadSource[] {
  return Array.from(files, (file) => ({ kind: 'file', file }));
}

/**
 * The addresses in a text that has nothing else, one a line; none where a line is no address.
 * A `text/uri-list` may hold comments: https://www.rfc-editor.org/rfc/rfc2483#section-5
 */
export function addressesIn(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const addresses = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return addresses.every(isWebAddress) ? addresses : [];
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** What a picture of the web is called before it was fetched: the end of its path, else its host. */
export function addressName(url: string): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || hostname;
  } catch {
    return last;
  }
}
