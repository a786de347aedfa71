import { PART_BYTES } from '../store/part-size.ts';

/**
 * Runs `work` on each item, `count` at a time. The first failure aborts the signal that the others have, and is what
 * this rejects with once all of them have ended.
 */
export async function inParallel<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  count: number,
  signal: AbortSignal | undefined,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const follow = () => stop.abort();
  if (signal?.aborted) follow();
  signal?.addEventListener('abort', follow, { once: true });
  const failures: unknown[] = [];
  const rest = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const worker = async () => {
    while (failures.length === 0) {
      try {
        const next = await rest.next();
        if (next.done) return;
        await work(next.value, stop.signal);
      } catch (error) {
        failures.push(error);
        stop.abort();
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: count }, worker));
  } finally {
    signal?.removeEventListener('abort', follow);
  }
  if (failures.length > 0) throw failures[0];
}

/** What goes in one request each goes so many at a time. */
const SMALL_AT_ONCE = 8;

/**
 * Runs `work` on each item, in whichever order they end: small ones side by side, and beside them one large one at a
 * time, which moves its own parts in parallel. Ends as {@link inParallel} does.
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
