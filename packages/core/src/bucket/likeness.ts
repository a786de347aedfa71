import type { ObjectKey } from '../naming/object-key.ts';
import type { RequestOptions } from '../store/object-store.ts';
import { composedEtag } from './composed-etag.ts';
import { type PartPlan, partNumbers, partSpan, planParts } from './part-plan.ts';
import type { TransferPorts } from './transfer.ts';

/** `unclear`: the ETag says nothing about these bytes; the object was encrypted, or cut nobody knows how. */
export type Likeness = 'same' | 'other' | 'unclear';

/** @returns lower-case hex of the bytes from `start` to `end`, the end excluded */
export type Md5OfSpan = (start: number, end: number) => Promise<string>;

/** An object as a head or a listing found it. */
interface Found {
  readonly key: ObjectKey;
  readonly size: number;
  readonly etag: string | undefined;
}

type Ports = Pick<TransferPorts, 'store' | 'digests' | 'transfers'>;

export function isMd5(etag: string | undefined): boolean {
  return /^[0-9a-f]{32}$/i.test(etag ?? '');
}

/**
 * Whether bytes at hand are those of an object of the same size, by its ETag. Where that is of parts they are taken for
 * ours first; the store is asked for their length when they are not, and the bytes are read once more.
 */
export async function likeness(
  ports: Ports,
  object: Found,
  md5: Md5OfSpan,
  options?: RequestOptions,
): Promise<Likeness> {
  const { size, etag = '' } = object;
  const { store } = ports;
  if (isMd5(etag)) {
    if (!store.etagIsMd5) return 'unclear';
    return (await md5(0, size)) === etag.toLowerCase() ? 'same' : 'other';
  }
  const count = Number(/^[0-9a-f]{32}-(\d+)$/i.exec(etag)?.[1] ?? 0);
  if (size === 0 || count === 0) return 'unclear';
  const isFrom = async (plan: PartPlan) => (await etagOf(ports, plan, md5)) === etag.toLowerCase();
  const ours = planParts(size, store.multipart);
  const isCutAsOurs = ours.count === count;
  if (isCutAsOurs && (await isFrom(ours))) return 'same';
  const plan = await planOf(ports, object, count, options);
  if (plan === undefined) return 'unclear';
  const isKnown = isCutAsOurs && plan.partBytes === ours.partBytes;
  return !isKnown && (await isFrom(plan)) ? 'same' : 'other';
}

/** How the object was cut, where the store tells; `undefined` also for parts of unequal length. */
async function planOf(
  { transfers, store }: Ports,
  object: Found,
  count: number,
  options: RequestOptions | undefined,
): Promise<PartPlan | undefined> {
  if (!store.etagIsMd5) return undefined;
  const { size } = object;
  const partBytes = await transfers.partLength(object, 1, options);
  if (partBytes === undefined || Math.ceil(size / partBytes) !== count) return undefined;
  const rest = size - partBytes * (count - 1);
  const last = count === 1 ? partBytes : await transfers.partLength(object, count, options);
  return last === rest ? { size, partBytes, count } : undefined;
}

async function etagOf({ digests }: Ports, plan: PartPlan, md5: Md5OfSpan): Promise<string | undefined> {
  const parts: string[] = [];
  for (const number of partNumbers(plan)) {
    const { start, end } = partSpan(plan, number);
    parts.push(await md5(start, end));
  }
  return composedEtag(parts, digests);
}
