import { describe, expect, it } from 'vitest';
import type { StreamingTransport } from '../http/transport.ts';
import { bytesBody } from '../testing/bytes-body.ts';
import { createScriptedTransport } from '../testing/scripted-transport.ts';
import { limitRate } from './rate-limit.ts';

/** Takes and gives bodies at once, on a clock that sleeping moves, by `lateMs` too much, and each look at it by `lookMs`. */
function bench(bytesPerSecond: number, { lateMs = 0, lookMs = 0 } = {}) {
  let now = 0;
  const slept: number[] = [];
  const slices: Uint8Array[] = [];
  const transport: StreamingTransport = {
    ...createScriptedTransport([]),
    async stream(_, { source, receive }) {
      for await (const piece of source?.read() ?? []) slices.push(piece);
      const sink = receive?.({ status: 200, headers: {} });
      for (let piece = 0; piece < 10; piece += 1) await sink?.(new Uint8Array(100));
      return { status: 200, headers: {}, body: new Uint8Array() };
    },
  };
  const sleep = async (ms: number) => {
    slept.push(ms);
    now += Math.max(ms, 0) + lateMs;
  };
  const look = () => {
    now += lookMs;
    return now;
  };
  const limited = limitRate(transport, bytesPerSecond, { now: look, sleep });
  return { limited, slices, slept, now: () => now };
}

const request = { method: 'PUT', url: 'http://x.test/', headers: {} } as const;

describe('a limited transport', () => {
  it('takes as long to send as the rate has it', async () => {
    const { limited, now } = bench(1000);
    await limited.stream(request, { source: bytesBody(new Uint8Array(5000), 100) });
    expect(now()).toBeCloseTo(5000);
  });

  it('takes as long to receive', async () => {
    const { limited, now } = bench(1000);
    await limited.stream(request, { receive: () => () => undefined });
    expect(now()).toBeCloseTo(1000);
  });

  it('lets something through several times a second, however large the pieces are', async () => {
    const { limited, slices } = bench(1000);
    await limited.stream(request, { source: bytesBody(new Uint8Array(5000), 5000) });
    expect(slices.map(({ byteLength }) => byteLength)).toEqual(Array.from({ length: 40 }, () => 125));
  });

  it('is no slower with small pieces and timers that come late', async () => {
    const { limited, now } = bench(1_000_000, { lateMs: 1 });
    await limited.stream(request, { source: bytesBody(new Uint8Array(100_000), 100) });
    expect(now()).toBeGreaterThanOrEqual(100);
    expect(now()).toBeLessThan(103);
  });

  it('makes up for no more than a moment in which nothing moved', async () => {
    const { limited, now } = bench(1000, { lateMs: 10_000 });
    await limited.stream(request, { source: bytesBody(new Uint8Array(100), 100) });
    const before = now();
    await limited.stream(request, { source: bytesBody(new Uint8Array(1000), 100) });
    expect(now() - before).toBeGreaterThanOrEqual(900);
  });

  it('never waits for a time that is over', async () => {
    const { limited, slept } = bench(1_000_000, { lookMs: 0.15 });
    await limited.stream(request, { source: bytesBody(new Uint8Array(10_000), 100) });
    expect(slept.filter((ms) => ms <= 0)).toEqual([]);
  });

  it('shares the rate among requests at the same time', async () => {
    const { limited, now } = bench(1000);
    const send = () => limited.stream(request, { source: bytesBody(new Uint8Array(1000), 100) });
    await Promise.all([send(), send(), send()]);
    expect(now()).toBeGreaterThanOrEqual(3000);
  });
});
