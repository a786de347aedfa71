import type { BodySink } from '../http/transport.ts';

/** Gives pieces to a sink, one at a time. */
export interface SinkQueue {
  /** What it throws is thrown; what it rejects with goes to `fail`. */
  give(piece: Uint8Array): void;
  /** Settles when the pieces given so far are no longer in use; `undefined` when none is. */
  inUse(): Promise<void> | undefined;
}

/** Of what the pieces come from. */
export interface Flow {
  /** A piece that comes all the same waits here for those before it. */
  pause(): void;
  resume(): void;
  fail(error: unknown): void;
}

export function createSinkQueue(sink: BodySink, { pause, resume, fail }: Flow): SinkQueue {
  let taking: Promise<void> | undefined;
  const wait = (work: Promise<void>) => {
    pause();
    const mine = work.then(() => {
      if (taking !== mine) return;
      taking = undefined;
      resume();
    });
    taking = mine;
    mine.catch(fail);
  };
  return {
    give(piece) {
      if (taking !== undefined) return wait(taking.then(() => sink(piece)));
      const work = sink(piece);
      if (work !== undefined) wait(work);
    },
    inUse: () => taking,
  };
}
