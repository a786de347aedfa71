/** Tells how many bytes of how many are through. */
export type BytesListener = (done: number, total: number) => void;

/**
 * Adds up what parts have moved, and tells of it from the start; a part that is moved again does not turn the sum back.
 *
 * @param already what an earlier run has moved
 */
export function countBytes(total: number, already: number, report: BytesListener | undefined) {
  const partial = new Map<number, number>();
  let complete = already;
  let highest = already;
  report?.(already, total);
  const tell = () => {
    let sum = complete;
    for (const bytes of partial.values()) sum += bytes;
    if (sum <= highest) return;
    highest = sum;
    report?.(sum, total);
  };
  return {
    moved(part: number, bytes: number): void {
      partial.set(part, bytes);
      tell();
    },
    finished(part: number, bytes: number): void {
      partial.delete(part);
      complete += bytes;
      tell();
    },
  };
}
