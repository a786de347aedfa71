import { cancelled, type ImbedError, toImbedError } from '../errors.ts';

/** Tries in all; AWS's SDKs settled on the same. */
export const MAX_ATTEMPTS = 3;

/** Tries of a body that arrived damaged: once may be a flipped bit, twice is something on the way. */
export const MAX_BODY_ATTEMPTS = 2;

/** Upper bound of the first pause; doubled for each further one. */
export const BASE_DELAY_MS = 200;

/** The same for a store that asks for fewer requests. */
export const SLOW_DOWN_BASE_DELAY_MS = 1000;

export const MAX_DELAY_MS = 10_000;

/** A store that asks for a longer pause than anyone waits at a command line gets no further try. */
export const MAX_RETRY_AFTER_SECONDS = 30;

export interface RetryPorts {
  /** Resolves after `ms`; rejects with {@link cancelled} when `signal` aborts first. */
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** At least 0, below 1. */
  readonly random: () => number;
}

interface RetryOptions {
  readonly signal?: AbortSignal;
  readonly ports?: RetryPorts;
}

/** Does it again, after a pause, as long as that can help. Rejects with the last `ImbedError`. */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  { signal, ports = { sleep, random: Math.random } }: RetryOptions = {},
): Promise<T> {
  for (let failed = 1; ; failed += 1) {
    try {
      return await attempt();
    } catch (thrown) {
      const error = toImbedError(thrown);
      // Not of the tries before: one that failed may have arrived all the same.
      if (error.code === 'cancelled' && failed > 1) throw cancelled('unknown');
      const delay = retryDelayMs(error, failed, ports.random);
      if (delay === undefined) throw error;
      await ports.sleep(delay, signal);
    }
  }
}

/**
 * Pause before the next try after `failed` failed ones; `undefined` when there should be none. Full jitter:
 * many hosts that failed together must not return together.
 */
export function retryDelayMs(error: ImbedError, failed: number, random: () => number): number | undefined {
  const attempts =
    error.code === 'store/body-mismatch' ? MAX_BODY_ATTEMPTS : error.retryable ? MAX_ATTEMPTS : 1;
  if (failed >= attempts) return undefined;
  // Of other failures the seconds mean something else, such as the silence that a time-out waited for.
  const asked = error.code.startsWith('store/') ? (error.facts.seconds ?? 0) : 0;
  if (asked > MAX_RETRY_AFTER_SECONDS) return undefined;
  const base = error.code === 'store/slow-down' ? SLOW_DOWN_BASE_DELAY_MS : BASE_DELAY_MS;
  const jittered = random() * Math.min(MAX_DELAY_MS, base * 2 ** (failed - 1));
  return asked * 1000 + jittered;
}

/** The outcome of a request that failed before the pause is not known: it may still arrive. */
function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(cancelled('unknown'));
    const abort = () => {
      clearTimeout(timer);
      reject(cancelled('unknown'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
