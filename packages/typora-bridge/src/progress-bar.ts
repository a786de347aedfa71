import type { ImageSource, ProgressEvent } from '@imbed/core';
import { createBar } from './terminal-bar.ts';

/** One bar over all inputs: bytes of the objects sent, and how many inputs are through. */
export interface ProgressBar {
  onProgress(index: number, event: ProgressEvent): void;
  onOutcome(index: number): void;
  /** Wipes the bar. */
  stop(): void;
}

/** Shows `work` on `sources`, and wipes the bar when it is over. */
export async function withProgressBar<T>(
  terminal: NodeJS.WriteStream,
  sources: readonly ImageSource[],
  work: (bar: ProgressBar) => Promise<T>,
): Promise<T> {
  const bar = createProgressBar(
    terminal,
    sources.map(({ size }) => size),
  );
  try {
    return await work(bar);
  } finally {
    bar.stop();
  }
}

/** Sizes that are not known yet (standard input, web) count from their first event on. */
export function createProgressBar(
  terminal: NodeJS.WriteStream,
  sizes: readonly (number | undefined)[],
): ProgressBar {
  const totals = sizes.map((size) => size ?? 0);
  const sent = sizes.map(() => 0);
  let finished = 0;
  const bar = createBar(terminal, 'imbed {bar} {percentage}% {finished}/{inputs} {done} of {size}');
  const known = () => {
    const [size, done] = [sum(totals), sum(sent)];
    const payload = { finished, inputs: sizes.length, done: sizeText(done), size: sizeText(size) };
    return { size: Math.max(size, 1), done, payload };
  };
  const draw = () => {
    const { size, done, payload } = known();
    bar.setTotal(size);
    bar.update(done, payload);
  };
  const begin = known();
  bar.start(begin.size, begin.done, begin.payload);
  return {
    onProgress(index, event) {
      if (event.type !== 'bytes') return;
      totals[index] = event.total;
      sent[index] = event.sent;
      draw();
    },
    onOutcome(index) {
      finished++;
      sent[index] = totals[index] ?? 0;
      draw();
    },
    stop: () => bar.stop(),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
