/**
 * What ends the constructs that links cannot reach into.
 * `mathEnd`: a `$` behind something, which is matched as well, and not before a digit: prices are no formulas. The rule is Pandoc's
 * (https://pandoc.org/MANUAL.html#extension-tex_math_dollars), which Obsidian and VS Code follow.
 */
const closers = {
  mathEnd: /[^\s\\$]\$(?![\d$])/g,
  displayMathEnd: /\$\$/g,
  noteCommentEnd: /%%/g,
  htmlCommentEnd: /-->/g,
  instructionEnd: /\?>/g,
  declarationEnd: />/g,
  cdataEnd: /\]\]>/g,
  wikiStart: /\[\[/g,
  wikiEnd: /\]\]/g,
  lineEnd: /\n/g,
} as const;

export type Closer = keyof typeof closers;

/** How much in front of a closer its pattern matches. Old iPhones have no lookbehind. */
const inFront: Partial<Record<Closer, number>> = { mathEnd: 1 };

/** `from` must not be less than the last time it was asked about the same thing; -1 means there is none. */
export interface Closers {
  /** Where the next one begins, at or after `from`. */
  next(closer: Closer, from: number): number;
  /** The end of a code span whose opening run of `length` backticks ends at `from`. */
  codeSpanEnd(length: number, from: number): number;
}

/**
 * Answers questions about places that only move forward, and remembers the answers: so all of them together look
 * at each character once, however many openers a text has and however few closers.
 */
export function createClosers(text: string): Closers {
  const known: Partial<Record<Closer, number>> = {};
  let runs: BacktickRuns | undefined;
  return {
    next: (closer, from) => {
      const last = known[closer];
      if (last !== undefined && (last === -1 || last >= from)) return last;
      const pattern = closers[closer];
      const before = inFront[closer] ?? 0;
      pattern.lastIndex = Math.max(0, from - before);
      const match = pattern.exec(text);
      const found = match === null ? -1 : match.index + before;
      known[closer] = found;
      return found;
    },
    codeSpanEnd: (length, from) => {
      runs ??= backtickRuns(text);
      const same = runs.get(length);
      if (same === undefined) return -1;
      while ((same.starts[same.next] ?? text.length) < from) same.next++;
      const start = same.starts[same.next];
      return start === undefined ? -1 : start + length;
    },
  };
}

/** Where the runs of each length begin, and which of them is next. */
type BacktickRuns = ReadonlyMap<number, { readonly starts: number[]; next: number }>;

/** https://spec.commonmark.org/0.31.2/#code-spans: only a run of as many backticks ends one. */
function backtickRuns(text: string): BacktickRuns {
  const runs = new Map<number, { readonly starts: number[]; next: number }>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const same = runs.get(run.length);
    if (same === undefined) runs.set(run.length, { starts: [index], next: 0 });
    else same.starts.push(index);
  }
  return runs;
}
