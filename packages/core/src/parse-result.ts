/** One thing wrong with what a person wrote, worded so that a settings screen can show it beside the field. */
export interface ConfigIssue {
  /** Dotted path from the place that was parsed, e.g. `profiles.blog.keyTemplate`. */
  readonly field: string;
  /** What is wrong and, where it is known, the nearest thing that would be right. */
  readonly problem: string;
}

/** Parsers return issues instead of throwing: bad input is not exceptional. */
export type ParseResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

export function ok<T>(value: T): ParseResult<T> {
  return { ok: true, value };
}

export function issue(field: string, problem: string): ParseResult<never> {
  return { ok: false, issues: [{ field, problem }] };
}
