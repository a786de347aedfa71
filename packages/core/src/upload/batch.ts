import type { ImageSource } from '../image/image-source.ts';
import type { ProgressEvent } from '../progress.ts';
import type { UploadOutcome } from './outcome.ts';
import { createSharing } from './sharing.ts';
import type { UploadOptions } from './upload-service.ts';

/** Enough to hide one request's waiting behind another's, few enough for home uplinks and rate limits. */
export const DEFAULT_CONCURRENCY = 4;

/** What a batch is made of: an upload service, or anything else that does one image at a time and never rejects. */
interface BatchWorker<T> {
  upload(source: ImageSource, options?: UploadOptions): Promise<T>;
}

export interface BatchOptions<T = UploadOutcome>
  extends Pick<UploadOptions, 'signal' | 'notePath' | 'anyFile'> {
  /** Images at a time, and so in memory at a time; at least 1, {@link DEFAULT_CONCURRENCY} when absent. */
  readonly concurrency?: number;
  /** `index` is the place of the source in the batch. Must not throw. */
  readonly onProgress?: (index: number, event: ProgressEvent) => void;
  /** Called as soon as an image's fate is known, in the order in which that happens. Must not throw. */
  readonly onOutcome?: (index: number, outcome: T) => void;
}

/**
 * One outcome a source, in the order of the sources; never rejects. The same bytes are uploaded once, each source
 * is read only when its turn comes, and after an abort what is left comes back as `cancelled`, unread.
 */
export async function uploadAll<T>(
  worker: BatchWorker<T>,
  sources: readonly ImageSource[],
  options: BatchOptions<T> = {},
): Promise<readonly T[]> {
  const { concurrency = DEFAULT_CONCURRENCY, onProgress, onOutcome, ...rest } = options;
  const sharing = createSharing(true);
  const outcomes = new Map<number, T>();
  // One iterator for all workers: each takes the next source when it has finished its last one.
  const waiting = sources.entries();

  async function work(): Promise<void> {
    for (const [index, source] of waiting) {
      const listener = onProgress && { onProgress: (event: ProgressEvent) => onProgress(index, event) };
      const outcome = await worker.upload(source, { ...rest, sharing, ...listener });
      outcomes.set(index, outcome);
      onOutcome?.(index, outcome);
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  return [...outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
}
