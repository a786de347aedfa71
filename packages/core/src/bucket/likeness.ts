import { composedEtag } from './composed-etag.ts';
import { partNumbers, partSpan, planParts } from './part-plan.ts';
import type { TransferPorts } from './transfer.ts';

/** `unclear`: the ETag says nothing about these bytes; the object was encrypted, or cut into other parts. */
export type Likeness = 'same' | 'other' | 'unclear';

/** @returns lower-case hex of the bytes from `start` to `end`, the end excluded */
export type Md5OfSpan = (start: number, end: number) => Promise<string>;

/** Whether bytes at hand are those of an object of the same size, by its ETag. They are read once. */
export async function likeness(
  { store, digests }: Pick<TransferPorts, 'store' | 'digests'>,
  { size, etag = '' }: { readonly size: number; readonly etag: string | undefined },
  md5: Md5OfSpan,
): Promise<Likeness> {
  if (/^[0-9a-f]{32}$/i.test(etag)) {
    if (!store.etagIsMd5) return 'unclear';
    return (await md5(0, size)) === etag.toLowerCase() ? 'same' : 'other';
  }
  const plan = size === 0 ? undefined : planParts(size, store.multipart);
  if (plan === undefined || !etag.endsWith(`-${plan.count}`)) return 'unclear';
  const parts: string[] = [];
  for (const number of partNumbers(plan)) {
    const { start, end } = partSpan(plan, number);
    parts.push(await md5(start, end));
  }
  return (await composedEtag(parts, digests)) === etag.toLowerCase() ? 'same' : 'unclear';
}
