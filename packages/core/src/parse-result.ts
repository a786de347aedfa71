import { type Mistake, type ProblemCode, type ProblemFacts, problemOf } from './problems.ts';

/** One thing wrong with what a person wrote, worded so that a settings screen can show it beside the field. */
export interface ConfigIssue extends Mistake {
  /** Dotted path from the place that was parsed, e.g. `profiles.blog.keyTemplate`. */
  readonly field: string;
}

/** Parsers return issues instead of throwing: bad input is not exceptional. */
export type ParseResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

export function ok<T>(value: T): ParseResult<T> {
  return { ok: true, value };
}

/** @param field dotted path from the place that was parsed; empty for the whole of it */
export function configIssue<C extends ProblemCode>(
  field: string,
  code: C,
  ...facts: ProblemFacts<C>
): ConfigIssue {
  return { field, ...problemOf(code, ...facts) };
}

/** Parsing that failed for one reason. */
export function issue<C extends ProblemCode>(
  field: string,
  code: C,
  ...facts: ProblemFacts<C>
): ParseResult<never> {
  return { ok: false, issues: [configIssue(field, code, ...facts)] };
}
