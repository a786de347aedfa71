import type { problemWords } from './problem-words.ts';

/** One text in both languages, for what is told of a single store or host. */
export interface LocalText {
  readonly en: string;
  readonly zh: string;
}

/** Stable, as the codes of errors are. */
export type ProblemCode = keyof typeof problemWords;

/** What is put into the words for a code: nothing, or one object. */
export type ProblemFacts<C extends ProblemCode> = Parameters<(typeof problemWords)[C]>;

/** Words in one language for every code. */
export type ProblemWords = { readonly [C in ProblemCode]: (...facts: ProblemFacts<C>) => string };

/**
 * Something wrong with what a person wrote. The words for it are elsewhere (`problemText`), since most programs that
 * look for mistakes find none.
 */
export interface Mistake {
  readonly code: ProblemCode;
  /** Never a secret. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** A mistake that is told in English beside its code, or in words of whoever tells it. */
export interface ToldMistake extends Partial<Mistake> {
  readonly problem: string;
}

/** The compiler asks for the facts that the words of `code` need. */
export function problemOf<C extends ProblemCode>(code: C, ...facts: ProblemFacts<C>): Mistake {
  const [known] = facts as readonly (Mistake['facts'] | undefined)[];
  return { code, ...(known !== undefined && { facts: known }) };
}
