/** Pairwise comparison: A and B run in turn, so that a machine that slows down slows both. */

/** @param {readonly number[]} values at least one @returns {{ median: number, min: number, max: number }} */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  const median = middle.reduce((sum, value) => sum + value, 0) / middle.length;
  return { median, min: Math.min(...sorted), max: Math.max(...sorted) };
}

/** The spread of a/b over the pairs of one measure (`cpu`, `wall`, `peakMiB`). */
export function ratio(pairs, measure) {
  return spread(pairs.map(({ a, b }) => a[measure] / b[measure]));
}

/** `0.117 [0.110-0.125]` */
export function format({ median, min, max }, digits = 3) {
  return `${median.toFixed(digits)} [${min.toFixed(digits)}-${max.toFixed(digits)}]`;
}
