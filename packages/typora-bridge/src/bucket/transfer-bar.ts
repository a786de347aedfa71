import { SingleBar } from 'cli-progress';
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
export function createTransferBar(io: Io, quiet: boolean, sizes: readonly number[]): TransferBar {
  if (quiet || io.terminal === undefined) return silent;
  const totals = [...sizes];
  const moved = sizes.map(() => 0);
  const resumed = new Map<number, number>();
  const begun = performance.now();
  const bar = new SingleBar({
    stream: io.terminal(),
    format: 'imbed [{bar}] {percentage}% {done} of {size}, {rate}/s, {left} left',
    barCompleteChar: '=',
    barIncompleteChar: ' ',
    clearOnComplete: true,
    hideCursor: false,
    gracefulExit: false,
    fps: 10,
  });
  const known = () => {
    const [done, size] = [sum(moved), sum(totals)];
    const seconds = (performance.now() - begun) / 1000;
    const rate = (done - sum([...resumed.values()])) / Math.max(seconds, 0.001);
    const left = rate > 0 ? timeText((size - done) / rate) : '?';
    return {
      size,
      done,
      payload: { done: sizeText(done), size: sizeText(size), rate: sizeText(rate), left },
    };
  };
  const { size, payload } = known();
  bar.start(Math.max(size, 1), 0, payload);
  return {
    moved(index, bytes, total) {
      if (!resumed.has(index)) resumed.set(index, bytes);
      moved[index] = bytes;
      totals[index] = total;
      const now = known();
      bar.setTotal(Math.max(now.size, 1));
      bar.update(now.done, now.payload);
    },
    stop: () => bar.stop(),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** `42s`, `3m07s`, `1h05m`. */
export function timeText(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (number: number) => String(number).padStart(2, '0');
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`;
}
