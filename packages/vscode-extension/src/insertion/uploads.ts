import type { ImageSource } from '@imbed/core';
import type { Offer } from './offers.ts';
import type { Shelf } from './shelf.ts';
import type { Image, OpenNote } from './writing.ts';

/** An image that somebody waits for. */
export interface Awaited {
  readonly source: ImageSource;
  /** Aborted when it was taken back: nobody is to see it, and nothing is to be told of it. */
  readonly signal: AbortSignal;
}

export interface UploadsHost<Note extends OpenNote> {
  readonly shelf: Shelf;
  /**
   * Brings the images to where `note` wants them. Never rejects.
   * @param onTarget to be called once for each of them: where the link leads, `undefined` when there is nothing to
   *   link; for one that was taken back only if it was there before that
   */
  bring(
    images: readonly Awaited[],
    note: Note,
    onTarget: (index: number, target: string | undefined) => void,
  ): Promise<void>;
  openNotes(): readonly Note[];
  /** Told whenever images set out, arrive or are taken back: how many are on their way. */
  onCount(count: number): void;
}

/** What brings images to where they shall be, and settles each in its note when it is there. */
export interface Uploads<Note extends OpenNote> {
  begin(offer: Offer, note: Note): void;
  /** To be told of notes that changed or were opened: images whose placeholders are in none any more are given up. */
  look(note: Note): void;
  /** Images that were given up and whose placeholders are back. */
  returned(seen: readonly Image[]): readonly Image[];
  isRunning(image: Image): boolean;
  readonly count: number;
  idle(): Promise<void>;
  /** Puts what was taken back out of reach for good: with the window goes the way to redo it. */
  end(): Promise<void>;
}

interface Run<Note> {
  readonly image: Image;
  readonly source: ImageSource;
  readonly controller: AbortController;
  /** That show its placeholder; one that was closed with it counts until another shows it. */
  notes: ReadonlySet<Note>;
}

export function createUploads<Note extends OpenNote>(
  { bring, shelf, openNotes, onCount }: UploadsHost<Note>,
  settle: (image: Image, note: Note) => Promise<void>,
): Uploads<Note> {
  const runs = new Map<Image, Run<Note>>();
  const takenBack = new Set<Image>();
  let all = Promise.resolve();

  function end(image: Image): void {
    runs.get(image)?.controller.abort();
    runs.delete(image);
    onCount(runs.size);
  }

  function shows(note: Note, { placeholder }: Image): boolean {
    return note.text().includes(placeholder.token);
  }

  function look(note: Note): void {
    for (const run of runs.values()) {
      const { image, notes } = run;
      if (shows(note, image) === notes.has(note)) continue;
      // A note that was closed and opened again is another one.
      run.notes = new Set(openNotes().filter((one) => shows(one, image)));
      if (run.notes.size > 0) continue;
      takenBack.add(image);
      end(image);
      void shelf.release(image.placeholder.token);
    }
  }

  return {
    begin({ images, sources }, note) {
      const started = images.flatMap((image, index): Run<Note>[] => {
        const source = sources[index];
        return source === undefined
          ? []
          : [{ image, source, controller: new AbortController(), notes: new Set([note]) }];
      });
      for (const run of started) {
        takenBack.delete(run.image);
        runs.set(run.image, run);
      }
      onCount(runs.size);
      const awaited = started.map(({ source, controller }) => ({ source, signal: controller.signal }));
      const work = bring(awaited, note, (index, target) => {
        const image = started[index]?.image;
        if (image === undefined || image.result !== undefined) return;
        image.result = { target };
        takenBack.delete(image);
        end(image);
        void settle(image, note);
      });
      all = Promise.all([all, work]).then(() => undefined);
    },
    look,
    returned: (seen) => seen.filter((image) => takenBack.has(image)),
    isRunning: (image) => runs.has(image),
    get count() {
      return runs.size;
    },
    idle: () => all,
    async end() {
      const gone = [...takenBack].filter(({ result }) => result === undefined);
      await Promise.all(gone.map(({ placeholder }) => shelf.remove(placeholder.token)));
    },
  };
}
