import { DEFAULT_CONCURRENCY, ImbedError } from '@imbed/core';

const MIB = 1024 * 1024;

/** What a device can bear. */
export interface DeviceLimits {
  /** Largest image, in bytes. */
  readonly maxImageBytes: number;
  /** How many images are in memory while they are saved as drafts, at least 1. */
  readonly draftsAtOnce: number;
  /** As `HttpTransport` has it; absent where the store's own sizes are right. */
  readonly parts?: { readonly bytes: number; readonly atOnce: number };
}

/**
 * On phones and tablets everything that a plugin sends or reads crosses a bridge as base64 text: an answer of 83 MB was
 * seen to end the app at a heap of 268 MB (https://github.com/remotely-save/remotely-save/issues/182), so 32 MiB leave
 * room for the app itself. Parts of 5 MiB are the smallest that S3 takes
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). On the desktop profiles say how large images may be.
 */
export function deviceLimits(isMobile: boolean): DeviceLimits {
  return isMobile
    ? { maxImageBytes: 32 * MIB, draftsAtOnce: 1, parts: { bytes: 5 * MIB, atOnce: 2 } }
    : { maxImageBytes: Number.POSITIVE_INFINITY, draftsAtOnce: DEFAULT_CONCURRENCY };
}

/** Why it is too large for this device; `undefined` where it is not. */
export function tooLarge(
  name: string,
  bytes: number,
  { maxImageBytes }: DeviceLimits,
): ImbedError | undefined {
  if (bytes <= maxImageBytes) return undefined;
  return new ImbedError('source/too-large-for-device', { name, bytes, limitBytes: maxImageBytes });
}

/** Throws `source/too-large-for-device`. */
export function refuseTooLarge(name: string, bytes: number, limits: DeviceLimits): void {
  const error = tooLarge(name, bytes, limits);
  if (error !== undefined) throw error;
}
