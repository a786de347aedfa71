import { WriteStream } from 'node:tty';
import type { JobEvent, WorkspacePath } from '@imbed/core';
import { expect, it } from 'vitest';
import { createJobProgress } from './job-progress.ts';
import { jobWords } from './job-words.ts';

/** What a terminal shows of a job over two notes with an image. */
function shown(notes: number | undefined): string {
  const written: string[] = [];
  const terminal: WriteStream = Object.create(WriteStream.prototype, {
    isTTY: { value: true },
    columns: { value: 100 },
    write: { value: (text: string) => void written.push(text) },
  });
  const bar = createJobProgress(terminal, notes, jobWords('en').progress);
  const note: JobEvent = { type: 'note', note: 'a.md' as WorkspacePath, steps: [] };
  for (const event of [note, note, { type: 'planned', kind: 'upload', subject: 'a.png' } as const])
    bar.onEvent(event);
  bar.stop();
  return written.join('');
}

it('shows how many of the notes are through', () => {
  expect(shown(4)).toContain('2/4  0/1');
});

it('says what it counts where nobody knows how much there is: undo has notes and no images', () => {
  expect(shown(undefined)).toContain('imbed notes 2, images 0 of 1');
});
