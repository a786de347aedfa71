import { createSeededRandom } from '../seeded-random.ts';
import type { FaultRule, WireFault } from './wire-fault.ts';

export interface RuledRequest {
  readonly method: string;
  /** Percent-encoding undone. */
  readonly path: string;
  /** As sent, without `?`; empty where there is none. */
  readonly query: string;
}

export interface Rules {
  add(rule: FaultRule): void;
  /** The fault that this request meets, by the first rule that has one for it. */
  take(request: RuledRequest): WireFault | undefined;
  clear(): void;
}

/** Rules in the order they were added; each counts the requests that it matches and no earlier rule took. */
export function createRules(): Rules {
  const rules: ((request: RuledRequest) => boolean)[] = [];
  const faults: WireFault[] = [];
  return {
    add(rule) {
      rules.push(trigger(rule));
      faults.push(rule.fault);
    },
    take: (request) => faults[rules.findIndex((meets) => meets(request))],
    clear() {
      rules.length = 0;
      faults.length = 0;
    },
  };
}

function trigger(rule: FaultRule): (request: RuledRequest) => boolean {
  const { probability = 1, seed = 0 } = rule;
  const random = createSeededRandom(seed);
  let { skip = 0, times = Number.POSITIVE_INFINITY } = rule;
  return (request) => {
    if (!matches(rule, request)) return false;
    if (skip > 0) {
      skip -= 1;
      return false;
    }
    if (times === 0 || random() >= probability) return false;
    times -= 1;
    return true;
  };
}

function matches(rule: FaultRule, { method, path, query }: RuledRequest): boolean {
  if (rule.method !== undefined && rule.method !== method) return false;
  // `search` has no memory, even where the pattern is global.
  if (rule.path !== undefined && path.search(rule.path) < 0) return false;
  return rule.query === undefined || query.search(rule.query) >= 0;
}
