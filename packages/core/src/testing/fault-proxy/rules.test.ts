import { describe, expect, test } from 'vitest';
import { createRules } from './rules.ts';
import type { FaultRule, WireFault } from './wire-fault.ts';

const hang: WireFault = { kind: 'hang' };
const lost: WireFault = { kind: 'lose-reply' };
const put = { method: 'PUT', path: '/notes/图 1.png', query: 'x-id=PutObject' };

/** What each of `requests` meets under `rules`. */
function met(rules: readonly FaultRule[], requests: readonly (typeof put)[]) {
  const book = createRules();
  for (const rule of rules) book.add(rule);
  return requests.map((request) => book.take(request)?.kind);
}

describe('a rule', () => {
  test.each<[string, Omit<FaultRule, 'fault'>, boolean]>([
    ['that asks for nothing', {}, true],
    ['of the method', { method: 'PUT' }, true],
    ['of another method', { method: 'GET' }, false],
    ['of the path as people write it', { path: /^\/notes\/图 1\.png$/ }, true],
    ['of another path', { path: /b\.png/ }, false],
    ['of the query', { query: /x-id=Put/ }, true],
    ['of another query', { query: /uploads/ }, false],
    ['of which one part does not match', { method: 'PUT', query: /uploads/ }, false],
  ])('%s: %j meets the request: %s', (_, rule, meets) => {
    expect(met([{ fault: hang, ...rule }], [put])).toEqual([meets ? 'hang' : undefined]);
  });

  test('lets some pass, meets some, and is spent', () => {
    const requests = Array.from({ length: 5 }, () => put);
    const none = undefined;
    expect(met([{ fault: hang, skip: 1, times: 2 }], requests)).toEqual([none, 'hang', 'hang', none, none]);
  });

  test('with a global pattern matches every time', () => {
    expect(met([{ fault: hang, path: /png/g }], [put, put, put])).toEqual(['hang', 'hang', 'hang']);
  });

  test('leaves a request to the next one when it has no fault for it', () => {
    const rules = [
      { fault: hang, times: 1 },
      { fault: lost, skip: 1 },
    ];
    expect(met(rules, [put, put, put])).toEqual(['hang', undefined, 'lose-reply']);
  });

  test('of chance meets about as many as it says, the same ones with the same seed', () => {
    const requests = Array.from({ length: 1000 }, () => put);
    const run = (seed: number) => met([{ fault: hang, probability: 0.3, seed }], requests);
    const struck = run(1).filter((kind) => kind !== undefined).length;
    expect(struck).toBeGreaterThan(250);
    expect(struck).toBeLessThan(350);
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });
});
