import { inParallel } from '../in-parallel.ts';
import { PART_BYTES } from '../store/part-size.ts';

/** What goes in one request each goes so many at a time. */
const SMALL_AT_ONCE = 8;

/**
 * Runs `work` on each item, in whichever order they end: small ones (up to 8 MiB) eight at a time, and beside them one
 * large one at a time, which moves its own parts in parallel. Ends as {@link inParallel} does.
 *
 * @typeParam Item its `size` is in bytes
 * @param work gets a signal that is also aborted when another item fails
 */
export async function eachTransfer<Item extends { readonly size: number }>(
  items: Iterable<Item> | AsyncIterable<Item>,
  signal: AbortSignal | undefined,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  let large: Promise<unknown> = Promise.resolve();
  await inParallel(items, SMALL_AT_ONCE, signal, async (item, stop) => {
    if (item.size <= PART_BYTES) return work(item, stop);
    const turn = large.then(() => (stop.aborted ? undefined : work(item, stop)));
    large = turn.catch(() => undefined);
    return turn;
  });
}
