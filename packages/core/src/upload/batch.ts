import type { ImageSource } from '../image/image-source.ts';
import type { ProgressEvent } from '../progress.ts';
import type { UploadOutcome } from './outcome.ts';
import { createSharing } from './sharing.ts';
import type { UploadOptions, UploadService } from './upload-service.ts';

/** Enough to hide one request's waiting behind another's, few enough for home uplinks and rate limits. */
export const DEFAULT_CONCURRENCY = 4;

export interface BatchOptions extends Pick<UploadOptions, 'signal' | 'notePath' | 'anyFile'> {
  /** Images at a time, and so in memory at a time; at least 1, {@link DEFAULT_CONCURRENCY} when absent. */
  readonly concurrency?: number;
  /** `index` is the place of the source in the batch. Must not throw. */
  readonly onProgress?: (index: number, event: ProgressEvent) => void;
  /** Called as soon as an image's fate is known, in the order in which that happens. Must not throw. */
  readonly onOutcome?: (index: number, outcome: UploadOutcome) => void;
}

/**
 * One outcome a source, in the order of the sources; never rejects. The same bytes are uploaded once, each source
 * is read only when its turn comes, and after an abort what is left comes back as `cancelled`, unread.
 */
export async function uploadAll(
  service: UploadService,
  sources: readonly ImageSource[],
  options: BatchOptions = {},
): Promise<readonly UploadOutcome[]> {
  const { concurrency = DEFAULT_CONCURRENCY, onProgress, onOutcome, ...rest } = options;
  const sharing = createSharing(true);
  const outcomes = new Map<number, UploadOutcome>();
  // One iterator for all workers: each takes the next source when it has finished its last one.
  const waiting = sources.entries();

  async function work(): Promise<void> {
    for (const [index, source] of waiting) {
      const listener = onProgress && { onProgress: (event: ProgressEvent) => onProgress(index, event) };
      const outcome = await service.upload(source, { ...rest, sharing, ...listener });
      outcomes.set(index, outcome);
      onOutcome?.(index, outcome);
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  return sources.flatMap((_, index) => outcomes.get(index) ?? []);
}
