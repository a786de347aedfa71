import type { Resize } from './preset-data.ts';

/**
 * The link to a copy of at most `width` pixels; `undefined` where the store cannot make one. A link that has a
 * query already is left alone: a second style would contradict it, and a signed query would no longer match.
 */
export function resizedUrl(resize: Resize | undefined, publicUrl: string, width: number): string | undefined {
  if (resize === undefined || publicUrl.includes('?')) return undefined;
  const text = resize.text.replaceAll('{w}', String(width));
  if (resize.by === 'query') return `${publicUrl}?${text}`;
  if (resize.by === 'path-suffix') return `${publicUrl}${text}`;
  const pathStart = publicUrl.indexOf('/', publicUrl.indexOf('://') + 3);
  return `${publicUrl.slice(0, pathStart)}${text}${publicUrl.slice(pathStart)}`;
}
