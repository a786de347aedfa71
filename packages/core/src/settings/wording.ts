import type { BaseIssue } from 'valibot';
import { nearest } from '../nearest.ts';
import { type Mistake, type ProblemCode, type ProblemFacts, problemOf } from '../problems.ts';

/*
 * What valibot finds, as problems with a code. The value that was found is never repeated, for it may be a secret
 * in the wrong place. A message of valibot is text and no more, so the problem is written into it and read again.
 */

type Found = BaseIssue<unknown>;

/** The message that stands for a problem. */
export function messageFor<C extends ProblemCode>(code: C, ...facts: ProblemFacts<C>): string {
  return JSON.stringify(problemOf(code, ...facts));
}

/** What {@link messageFor} made. Throws for any other text. */
export function problemIn(message: string): Mistake {
  return JSON.parse(message) as Mistake;
}

/** Of an object with these keys: no object at all, one key too many, or one missing. */
export function objectProblem(keys: readonly string[]): (found: Found) => string {
  return (found) => {
    if (found.expected === 'Object') return messageFor('not-object');
    if (found.expected !== 'never') return messageFor('missing');
    return messageFor('unknown-setting', { meant: nearest(String(found.path?.at(-1)?.key), keys) });
  };
}

/** Of one word out of a list. */
export function choiceProblem(known: readonly string[]): (found: Found) => string {
  return ({ input }) => {
    const meant = typeof input === 'string' ? nearest(input, known) : undefined;
    return messageFor('unknown-choice', { known, meant });
  };
}

/** Of an object whose `source` says what else it has. */
export function sourceProblem(known: readonly string[]): (found: Found) => string {
  return ({ expected, path }) => {
    if (expected === 'Object') return messageFor('no-source', { known });
    return path === undefined
      ? messageFor('unknown-source', { known })
      : messageFor('unknown-choice', { known, meant: undefined });
  };
}
