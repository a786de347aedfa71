import type { Io } from '../io.ts';
import { sizeText } from './sizes.ts';

/** How far transfers are, all in one line; nothing where there is nobody to see it. */
export interface TransferBar {
  /** Bytes of `total` that transfer `index` has moved. How many it will be is not known of a pipe. */
  moved(index: number, bytes: number, total: number | undefined): void;
  /** Makes room for a line of text; the bar comes back below it. */
  clear(): void;
  stop(): void;
}

const silent: TransferBar = { moved() {}, clear() {}, stop() {} };

/** What is larger goes in parts, of which an earlier run may have moved some. */
const RESUMABLE_BYTES = 8 * 1024 * 1024;

/** The rate is that of so many last seconds, and looked at as often. */
const RATE_SECONDS = 10;
const TICK_MS = 1000;

/**
 * With rate and time left; for what is done since the bar began, not for what an earlier run did.
 * @param sizes of the transfers that are known; `undefined` for one that nobody knows the size of
 */
export async function openTransferBar(
  io: Pick<Io, 'terminal'>,
  quiet: boolean,
  sizes: readonly (number | undefined)[],
): Promise<TransferBar> {
  if (quiet || io.terminal === undefined) return silent;
  const terminal = io.terminal();
  // Its library is memory that a transfer nobody looks at can do without.
  const { createBar } = await import('../terminal-bar.ts');
  const endless = sizes.includes(undefined);
  const totals = sizes.map((size) => size ?? 0);
  const moved = sizes.map(() => 0);
  const known = new Set<number>();
  let [done, size, resumed] = [0, totals.reduce((sum, bytes) => sum + bytes, 0), 0];
  const rate = createRate();
  const bar = createBar(
    terminal,
    endless ? 'imbed {done}, {rate}/s' : 'imbed {bar} {percentage}% {done} of {size}, {rate}/s, {left} left',
  );
  const draw = () => {
    const perSecond = rate.of(done - resumed);
    const left = perSecond > 0 ? timeText((size - done) / perSecond) : '?';
    bar.setTotal(Math.max(size, 1));
    bar.update(done, { done: sizeText(done), size: sizeText(size), rate: sizeText(perSecond), left });
  };
  bar.start(Math.max(size, 1), 0, { done: sizeText(0), size: sizeText(size), rate: sizeText(0), left: '?' });
  // A line that stands still shows that, too.
  const ticks = setInterval(draw, TICK_MS);
  return {
    moved(index, bytes, total = bytes) {
      if (!known.has(index) && total > RESUMABLE_BYTES && !endless) resumed += bytes;
      known.add(index);
      done += bytes - (moved[index] ?? 0);
      size += total - (totals[index] ?? 0);
      moved[index] = bytes;
      totals[index] = total;
      draw();
    },
    clear: () => void terminal.write('\r\u001b[2K'),
    stop() {
      clearInterval(ticks);
      // The bar goes back to where it began before it wipes itself; lines may stand there by now.
      terminal.write('\u001b7');
      bar.stop();
    },
  };
}

/** Of a count that grows, how fast it did lately. */
function createRate() {
  let seen = [{ at: performance.now(), count: 0 }];
  return {
    of(count: number): number {
      const at = performance.now();
      seen = seen.filter(
        (sample, index) => index === seen.length - 1 || at - sample.at <= RATE_SECONDS * 1000,
      );
      const first = seen[0] ?? { at, count };
      const last = seen.at(-1);
      if (last === undefined || at - last.at >= TICK_MS / 2) seen.push({ at, count });
      return (count - first.count) / Math.max((at - first.at) / 1000, 0.001);
    },
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
