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
