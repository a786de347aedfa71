/** Runs work as soon as fewer than a certain number of others run, in the order in which it came. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** @param max how many run at a time, at least 1 */
export function createLimit(max: number): Limit {
  let free = max;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // A place is handed on, so that nobody who comes now can take it before those who wait.
      if (next === undefined) free++;
      else next();
    }
  };
}

/**
 * Calls `work` for everything in `items`, at most `max` at a time, and takes an item only when its turn comes.
 * Rejects with the first rejection, once all that was begun is over.
 */
export async function forEachAtMost<T>(
  max: number,
  items: AsyncIterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  // One generator for all workers: it answers calls of `next` one after another.
  const shared = (async function* () {
    yield* items;
  })();
  const workers = Array.from({ length: max }, async () => {
    for await (const item of shared) await work(item);
  });
  const results = await Promise.allSettled(workers);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
