import { WriteStream } from 'node:tty';
import { expect, it } from 'vitest';
import { createProgressBar } from './progress-bar.ts';

/** A terminal that keeps what is written to it. */
function recordingTerminal(): { readonly terminal: WriteStream; shown(): string } {
  const written: string[] = [];
  const terminal: WriteStream = Object.create(WriteStream.prototype, {
    isTTY: { value: true },
    columns: { value: 100 },
    write: { value: (text: string) => void written.push(text) },
  });
  return { terminal, shown: () => written.join('') };
}

it('counts the inputs and the bytes of all of them, and wipes itself in the end', () => {
  const { terminal, shown } = recordingTerminal();
  const bar = createProgressBar(terminal, [1_000_000, undefined]);
  expect(shown()).toContain('0% 0/2 0 KB of 1.0 MB');
  bar.onProgress(0, { type: 'stage', stage: 'uploading' });
  bar.onProgress(0, { type: 'bytes', sent: 500_000, total: 1_000_000 });
  bar.onOutcome(0);
  bar.onProgress(1, { type: 'bytes', sent: 1_000_000, total: 3_000_000 });
  bar.onOutcome(1);
  bar.stop();
  expect(shown()).toContain('100% 2/2 4.0 MB of 4.0 MB');
  expect(shown()).not.toMatch(/\{\w+\}/);
  // ESC [2K wipes the line.
  expect(shown().lastIndexOf('\u001b[2K')).toBeGreaterThan(shown().lastIndexOf('2/2'));
});

it('shows no share of nothing', () => {
  const { terminal, shown } = recordingTerminal();
  createProgressBar(terminal, [undefined]).stop();
  expect(shown()).not.toContain('NaN');
});
