/** Tells how many bytes of how many are through. */
export type BytesListener = (done: number, total: number) => void;

/** Adds up what parts have sent; a part that is sent again does not turn the sum back. */
export function countBytes(total: number, report: BytesListener | undefined) {
  const partial = new Map<number, number>();
  let complete = 0;
  let highest = -1;
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
