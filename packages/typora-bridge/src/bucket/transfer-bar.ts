import type { Io } from '../io.ts';
import { sizeText } from './sizes.ts';

/** How far transfers are, all in one line; nothing where there is nobody to see it. */
export interface TransferBar {
  /** Bytes of `total` that transfer `index` has moved. */
  moved(index: number, bytes: number, total: number): void;
  stop(): void;
}

const silent: TransferBar = { moved() {}, stop() {} };

/** With rate and time left; for what is done since the bar began, not for what an earlier run did. */
export async function openTransferBar(
  io: Io,
  quiet: boolean,
  sizes: readonly number[],
): Promise<TransferBar> {
  if (quiet || io.terminal === undefined) return silent;
  // Its library is memory that a transfer nobody looks at can do without.
  const { createBar } = await import('../terminal-bar.ts');
  const totals = [...sizes];
  const moved = sizes.map(() => 0);
  const known = new Set<number>();
  let [done, size, resumed] = [0, totals.reduce((sum, bytes) => sum + bytes, 0), 0];
  const begun = performance.now();
  const bar = createBar(io.terminal(), 'imbed {bar} {percentage}% {done} of {size}, {rate}/s, {left} left');
  const payload = () => {
    const seconds = (performance.now() - begun) / 1000;
    const rate = (done - resumed) / Math.max(seconds, 0.001);
    const left = rate > 0 ? timeText((size - done) / rate) : '?';
    return { done: sizeText(done), size: sizeText(size), rate: sizeText(rate), left };
  };
  bar.start(Math.max(size, 1), 0, payload());
  return {
    moved(index, bytes, total) {
      if (!known.has(index)) resumed += bytes;
      known.add(index);
      done += bytes - (moved[index] ?? 0);
      size += total - (totals[index] ?? 0);
      moved[index] = bytes;
      totals[index] = total;
      bar.setTotal(Math.max(size, 1));
      bar.update(done, payload());
    },
    stop: () => bar.stop(),
  };
}

/** `42s`, `3m07s`, `1h05m`. */
function timeText(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (number: number) => String(number).padStart(2, '0');
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`;
}
