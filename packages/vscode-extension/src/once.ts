/** Does something for the first who asks, and for all others; what failed is tried again by the next one. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    if (result !== undefined) return result;
    result = work();
    result.catch(() => {
      result = undefined;
    });
    return result;
  };
}
