import type { ConfigIssue } from '../parse-result.ts';
import { inEnglish } from '../problem-words.ts';

/** Mistakes as people read them in English. */
export function told(
  issues: readonly ConfigIssue[] = [],
): readonly { readonly field: string; readonly problem: string }[] {
  return issues.map((issue) => ({ field: issue.field, problem: inEnglish(issue) }));
}
