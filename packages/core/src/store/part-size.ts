import type { ResolvedStore } from '../providers/provider.ts';

const MIB = 1024 * 1024;

/**
 * Objects above this go up in parts of this size. It suits every store: at least the 5 MiB that AWS wants
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html), and exactly what UCloud US3 takes
 * (https://docs.ucloud.cn/ufile/s3/s3_introduction).
 */
export const PART_BYTES = 8 * MIB;

/** Parts under way at once; four keep a line busy that one does not, at 32 MiB of memory. */
export const PARTS_AT_ONCE = 4;

/**
 * Size of all parts but the last: `wanted`, or more where the store allows no smaller ones, or too few of them.
 * @param wanted {@link PART_BYTES} when absent
 */
export function partBytes(
  total: number,
  { minPartBytes, maxParts }: ResolvedStore['multipart'],
  wanted = PART_BYTES,
): number {
  const fewEnough = Math.ceil(Math.ceil(total / maxParts) / MIB) * MIB;
  return Math.max(wanted, minPartBytes, fewEnough);
}
