import type { BaseIssue } from 'valibot';
import { nearest } from '../nearest.ts';

/*
 * What valibot finds, in words for people. The value that was found is never repeated, for it may be a secret
 * in the wrong place.
 */

type Found = BaseIssue<unknown>;

/** Of an object with these keys: no object at all, one key too many, or one missing. */
export function objectProblem(keys: readonly string[]): (found: Found) => string {
  return (found) => {
    if (found.expected === 'Object') return 'must be an object';
    if (found.expected !== 'never') return 'is missing';
    const meant = nearest(String(found.path?.at(-1)?.key), keys);
    return meant === undefined ? 'is not a setting' : `is not a setting; did you mean "${meant}"?`;
  };
}

/** Of one word out of a list. */
export function choiceProblem(options: readonly string[]): (found: Found) => string {
  return ({ input }) => {
    const meant = typeof input === 'string' ? nearest(input, options) : undefined;
    return meant === undefined
      ? `must be one of ${options.join(', ')}`
      : `is not one of the choices; did you mean "${meant}"?`;
  };
}

/** Of an object whose `source` says what else it has. */
export function sourceProblem(sources: readonly string[]): (found: Found) => string {
  const offer = `must be one of ${sources.join(', ')}`;
  return ({ expected, path }) => {
    if (expected === 'Object') return `must be an object with a "source", one of ${sources.join(', ')}`;
    return path === undefined ? `"source" ${offer}` : offer;
  };
}
