import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { errorCodes } from '../error-codes.ts';
import { cancelled, ImbedError } from '../errors.ts';
import {
  BASE_DELAY_MS,
  MAX_ATTEMPTS,
  MAX_BODY_ATTEMPTS,
  MAX_DELAY_MS,
  MAX_RETRY_AFTER_SECONDS,
  retryDelayMs,
  SLOW_DOWN_BASE_DELAY_MS,
  withRetry,
} from './retry.ts';

/** Fails with each error in turn, then resolves; remembers the pauses. */
function scene(...errors: readonly unknown[]) {
  const pauses: number[] = [];
  let calls = 0;
  return {
    pauses,
    calls: () => calls,
    attempt: async () => {
      const error = errors[calls++];
      if (error !== undefined) throw error;
      return 'done';
    },
    ports: {
      random: () => 0.5,
      sleep: async (ms: number) => {
        pauses.push(ms);
      },
    },
  };
}

const unavailable = new ImbedError('store/unavailable');

describe('withRetry', () => {
  it('asks again until it works, with pauses that double', async () => {
    const { attempt, ports, pauses, calls } = scene(unavailable, new ImbedError('network/interrupted'));
    await expect(withRetry(attempt, { ports })).resolves.toBe('done');
    expect(calls()).toBe(3);
    expect(pauses).toEqual([BASE_DELAY_MS / 2, BASE_DELAY_MS]);
  });

  it('gives up with the last error', async () => {
    const last = new ImbedError('network/dns');
    const { attempt, ports, calls } = scene(unavailable, unavailable, last, unavailable);
    await expect(withRetry(attempt, { ports })).rejects.toBe(last);
    expect(calls()).toBe(MAX_ATTEMPTS);
  });

  it('never repeats what cannot succeed unchanged', async () => {
    const hopeless = errorCodes.filter(
      (code) => !new ImbedError(code).retryable && code !== 'store/body-mismatch',
    );
    expect(hopeless).toEqual(
      expect.arrayContaining(['cancelled', 'store/access-denied', 'internal', 'network/tls']),
    );
    for (const code of hopeless) {
      const { attempt, ports, calls } = scene(new ImbedError(code));
      await expect(withRetry(attempt, { ports })).rejects.toMatchObject({ code });
      expect(calls()).toBe(1);
    }
  });

  it('sends a body that arrived damaged once more, but not twice', async () => {
    const damaged = new ImbedError('store/body-mismatch');
    const { attempt, ports, calls } = scene(damaged, damaged, damaged);
    await expect(withRetry(attempt, { ports })).rejects.toBe(damaged);
    expect(calls()).toBe(MAX_BODY_ATTEMPTS);
  });

  it('turns what is not an ImbedError into one, and does not repeat it', async () => {
    const bug = new TypeError('x is not a function');
    const { attempt, ports, calls } = scene(bug);
    await expect(withRetry(attempt, { ports })).rejects.toMatchObject({ code: 'internal', cause: bug });
    expect(calls()).toBe(1);
  });

  it('does not call a request that was sent before unsent because the next was cancelled in time', async () => {
    const { attempt, ports } = scene(new ImbedError('network/timeout'), cancelled('not-sent'));
    await expect(withRetry(attempt, { ports })).rejects.toMatchObject({
      code: 'cancelled',
      facts: { outcome: 'unknown' },
    });
    await expect(withRetry(scene(cancelled('not-sent')).attempt)).rejects.toMatchObject({
      facts: { outcome: 'not-sent' },
    });
  });

  it('hands its signal to the pause, and ends with what the pause ends with', async () => {
    const { signal } = new AbortController();
    const { attempt, calls } = scene(unavailable);
    const sleep = vi.fn(async () => {
      throw cancelled('unknown');
    });
    await expect(withRetry(attempt, { signal, ports: { sleep, random: () => 0 } })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(sleep).toHaveBeenCalledWith(0, signal);
    expect(calls()).toBe(1);
  });
});

describe('the pause between tries', () => {
  const slowDown = (seconds?: number) =>
    new ImbedError('store/slow-down', seconds === undefined ? {} : { seconds });

  it('is spread over its whole range and bounded', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        const delay = retryDelayMs(unavailable, 1, () => random) ?? Number.NaN;
        expect(delay).toBe(random * BASE_DELAY_MS);
        expect(delay).toBeLessThanOrEqual(MAX_DELAY_MS);
      }),
    );
  });

  it('is longer for a store that asks for fewer requests', () => {
    expect(retryDelayMs(slowDown(), 1, () => 1)).toBe(SLOW_DOWN_BASE_DELAY_MS);
  });

  it('is at least what the store asked for', () => {
    expect(retryDelayMs(slowDown(7), 1, () => 0)).toBe(7000);
    expect(retryDelayMs(slowDown(MAX_RETRY_AFTER_SECONDS), 1, () => 0)).toBe(MAX_RETRY_AFTER_SECONDS * 1000);
  });

  it('does not repeat the silence that a time-out has waited for already', () => {
    expect(retryDelayMs(new ImbedError('network/timeout', { seconds: 30 }), 1, () => 1)).toBe(BASE_DELAY_MS);
    expect(retryDelayMs(new ImbedError('network/timeout', { seconds: 60 }), 1, () => 1)).toBe(BASE_DELAY_MS);
  });

  it('does not begin when the store asks for more than anyone waits', () => {
    expect(retryDelayMs(slowDown(MAX_RETRY_AFTER_SECONDS + 1), 1, () => 0)).toBeUndefined();
  });
});

describe('the pause itself', () => {
  async function pausing(signal: AbortSignal | undefined, during: () => void) {
    vi.useFakeTimers();
    try {
      const { attempt, calls } = scene(unavailable);
      const running = withRetry(attempt, signal === undefined ? {} : { signal });
      const outcome = running.catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(0);
      during();
      await vi.advanceTimersByTimeAsync(MAX_DELAY_MS);
      return { outcome: await outcome, calls: calls(), timers: vi.getTimerCount() };
    } finally {
      vi.useRealTimers();
    }
  }

  it('passes by itself and leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    expect(await pausing(signal, () => undefined)).toEqual({ outcome: 'done', calls: 2, timers: 0 });
    expect(removed).toHaveBeenCalledTimes(1);
    expect(await pausing(undefined, () => undefined)).toMatchObject({ outcome: 'done', calls: 2 });
  });

  it('ends at once when it is cancelled; what was sent before may still arrive', async () => {
    const abort = new AbortController();
    const ended = await pausing(abort.signal, () => abort.abort());
    expect(ended).toMatchObject({
      outcome: { code: 'cancelled', facts: { outcome: 'unknown' } },
      calls: 1,
      timers: 0,
    });
  });

  it('does not begin after a cancellation', async () => {
    const ended = await pausing(AbortSignal.abort(), () => undefined);
    expect(ended).toMatchObject({ outcome: { code: 'cancelled' }, calls: 1, timers: 0 });
  });
});
