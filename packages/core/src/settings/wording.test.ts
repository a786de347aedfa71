import { literal, safeParse, strictObject, variant } from 'valibot';
import { describe, expect, test } from 'vitest';
import { inEnglish } from '../problem-words.ts';
import { problemIn, sourceProblem } from './wording.ts';

describe('an object that is told by its source', () => {
  const schema = variant(
    'source',
    [strictObject({ source: literal('env') }), strictObject({ source: literal('inline') })],
    sourceProblem(['env', 'inline']),
  );

  test.each([
    [5, 'must be an object with a "source", one of env, inline'],
    [null, 'must be an object with a "source", one of env, inline'],
    [{}, 'must be one of env, inline'],
    [{ source: 'vault' }, 'must be one of env, inline'],
  ])('%j: %s', (value, problem) => {
    expect(safeParse(schema, value).issues?.map(({ message }) => inEnglish(problemIn(message)))).toEqual([
      problem,
    ]);
  });
});
