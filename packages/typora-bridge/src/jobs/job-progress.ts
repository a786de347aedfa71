import type { JobEvent } from '@imbed/core';
import { createBar } from '../terminal-bar.ts';

/** A bar over the notes of a job, with the images that are through. */
export interface JobProgress {
  onEvent(event: JobEvent): void;
  /** Wipes the bar. */
  stop(): void;
}

/**
 * @param notes how many there are; `undefined` where that is not known before
 * @param counts says `{notes}`, `{done}` and `{images}` then: numbers alone would say nothing
 */
export function createJobProgress(
  terminal: NodeJS.WriteStream,
  notes: number | undefined,
  counts: string,
): JobProgress {
  const state = { notes: 0, images: 0, done: 0 };
  const bar = createBar(
    terminal,
    notes === undefined ? `imbed ${counts}` : 'imbed {bar} {notes}/{total}  {done}/{images}',
  );
  bar.start(Math.max(notes ?? 1, 1), 0, state);
  return {
    onEvent({ type }) {
      if (type === 'note') state.notes++;
      else if (type === 'planned') state.images++;
      else if (type === 'done') state.done++;
      else return;
      bar.update(state.notes, { ...state });
    },
    stop: () => bar.stop(),
  };
}
