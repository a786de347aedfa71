/**
 * Runs `work` on each item, `count` at a time. The first failure aborts the signal that the others have, and is what
 * this rejects with once all of them have ended.
 */
export async function inParallel<Item>(
  items: Iterable<Item>,
  count: number,
  signal: AbortSignal | undefined,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const follow = () => stop.abort();
  if (signal?.aborted) follow();
  signal?.addEventListener('abort', follow, { once: true });
  const failures: unknown[] = [];
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = rest.next(); !next.done && failures.length === 0; next = rest.next()) {
      await work(next.value, stop.signal).catch((error: unknown) => {
        failures.push(error);
        stop.abort();
      });
    }
  };
  try {
    await Promise.all(Array.from({ length: count }, worker));
  } finally {
    signal?.removeEventListener('abort', follow);
  }
  if (failures.length > 0) throw failures[0];
}
