import { distance } from 'fastest-levenshtein';

/**
 * The candidate that a mistyped `word` most likely meant; `undefined` when none is close enough to be worth
 * offering. Capitals do not count, and a candidate that `word` begins or is begun by is always close.
 */
export function nearest<T extends string>(word: string, candidates: readonly T[]): T | undefined {
  const wanted = word.toLowerCase();
  let best: T | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = editsBetween(wanted, candidate.toLowerCase());
    if (edits < bestDistance) [best, bestDistance] = [candidate, edits];
  }
  return bestDistance <= allowedEdits(wanted) ? best : undefined;
}

/** A common beginning of three letters or more counts as one slip: `milli` means `millisecond`. */
function editsBetween(word: string, candidate: string): number {
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  if (short === long) return 0;
  return short.length >= 3 && long.startsWith(short) ? 1 : distance(word, candidate);
}

/** One slip in three letters, never more than three: past that the suggestion is noise. */
function allowedEdits(word: string): number {
  return Math.min(3, Math.max(1, Math.ceil(word.length / 3)));
}
