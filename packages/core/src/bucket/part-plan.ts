import { ImbedError } from '../errors.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import { partBytes } from '../store/part-size.ts';

/** Equal parts but for the last, which is shorter. */
export interface PartPlan {
  /** Of the whole object. */
  readonly size: number;
  readonly partBytes: number;
  readonly count: number;
}

/** Largest part: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MAX_PART_BYTES = 5 * 1024 ** 3;

/**
 * How an object of `size` bytes (at least 1) is cut: 8 MiB parts, larger ones where there would be more of them than
 * the store takes. Throws `store/too-large` beyond that.
 */
export function planParts(size: number, limits: ResolvedStore['multipart']): PartPlan {
  const bytes = partBytes(size, limits);
  if (bytes > MAX_PART_BYTES)
    throw new ImbedError('store/too-large', { bytes: size, limitBytes: limits.maxParts * MAX_PART_BYTES });
  return { size, partBytes: bytes, count: Math.ceil(size / bytes) };
}

/** Where part `number` (from 1) begins and ends, the end excluded. */
export function partSpan({ size, partBytes }: PartPlan, number: number) {
  const start = (number - 1) * partBytes;
  return { start, end: Math.min(start + partBytes, size) };
}

/** How many bytes these parts are together. */
export function bytesOf(plan: PartPlan, numbers: Iterable<number>): number {
  let bytes = 0;
  for (const number of numbers) {
    const { start, end } = partSpan(plan, number);
    bytes += end - start;
  }
  return bytes;
}

export function partNumbers({ count }: PartPlan): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
