import type { ImageSource, RandomSource } from '@imbed/core';
import type { FormatLink } from '../languages.ts';
import { createOffers, type Offer } from './offers.ts';
import { createPlaceholder, placeholderScheme, tokensIn } from './placeholder.ts';
import type { Shelf } from './shelf.ts';
import { createWriting, type Direction, type Image, type OpenNote } from './writing.ts';

export type { Direction, OpenNote, Step } from './writing.ts';

/** An image that is to get into a note. */
export interface Arrival {
  readonly source: ImageSource;
  readonly alt: string;
  /** What the placeholder says. */
  readonly label: string;
}

export interface InsertionsHost<Note extends OpenNote> {
  readonly random: RandomSource;
  readonly shelf: Shelf;
  /**
   * Brings the images to where `note` wants them. Never rejects.
   * @param onTarget to be called once for each of them: where the link leads, `undefined` when there is nothing to link
   */
  bring(
    sources: readonly ImageSource[],
    note: Note,
    onTarget: (index: number, target: string | undefined) => void,
  ): Promise<void>;
  openNotes(): readonly Note[];
  /** The note again, when it was closed. `undefined` when it is gone. */
  reopen(note: Note): Promise<Note | undefined>;
}

export interface Insertions<Note extends OpenNote> {
  /** Text that stands for the images. The upload begins when the text is seen in a note, and never when it is not. */
  offer(arrivals: readonly Arrival[], format: FormatLink): string;
  /** To be told of every change: the texts that came in, and whether it was a step in the history. */
  changed(note: Note, inserted: readonly string[], direction: Direction | undefined): void;
  /** To be told of the note that came in front: links that wait for it are written. */
  inFront(note: Note): void;
  /** To be told of notes that are open: what another window left on its way there goes on. */
  resume(note: Note, format: FormatLink): Promise<void>;
  /** Images on their way. */
  readonly count: number;
  /** Resolves when all is done that was to do at this moment. */
  idle(): Promise<void>;
}

/**
 * Images on their way into notes: a placeholder stands for each until its link takes the place, wherever that is by
 * then. A placeholder whose image is there has no business in a note any more: where undo or redo bring it back, they
 * go on until it is gone, and where it comes back by other ways, the link takes its place again.
 */
export function createInsertions<Note extends OpenNote>(host: InsertionsHost<Note>): Insertions<Note> {
  const images = new Map<string, Image>();
  const offers = createOffers((stale) => images.delete(stale.placeholder.token));
  const seenIn = (text: string) => {
    const known = text.includes(placeholderScheme) ? [...images.values()] : [];
    return known.filter(({ placeholder }) => text.includes(placeholder.token));
  };
  const writing = createWriting(host, seenIn);
  const uploads = createUploads(host, writing.settle);

  function imageOf({ label, alt }: Arrival, format: FormatLink): Image {
    const placeholder = createPlaceholder(label, format, host.random);
    const image: Image = { placeholder, alt, linkTo: (target) => format({ alt, target }) };
    images.set(placeholder.token, image);
    return image;
  }

  return {
    offer(arrivals, format) {
      const offered = arrivals.map((arrival) => imageOf(arrival, format));
      offers.add({ images: offered, sources: arrivals.map(({ source }) => source) });
      return offered.map(({ placeholder }) => placeholder.text).join('\n');
    },
    changed(note, inserted, direction) {
      if (images.size === 0) return;
      if (inserted.length > 0) writing.changed(note, direction);
      if (direction === undefined && !inserted.some((text) => text.includes(placeholderScheme))) return;
      const seen = seenIn(note.text());
      for (const offer of offers.take(seen)) {
        putOnShelf(host.shelf, offer);
        uploads.bring(offer, note);
      }
      const isBack = seen.some(({ result }) => result !== undefined);
      if (isBack && !writing.isWalking(note)) writing.clear(note, direction);
    },
    inFront: writing.inFront,
    async resume(note, format) {
      const unknown = tokensIn(note.text()).filter((token) => !images.has(token));
      const resumed = unknown.map(async (token) => {
        const found = await host.shelf.find(token);
        if (found === undefined || images.has(token)) return;
        const { source, alt, placeholder: text } = found;
        const image = {
          placeholder: { token, text },
          alt,
          linkTo: (target: string) => format({ alt, target }),
        };
        images.set(token, image);
        uploads.bring({ images: [image], sources: [source] }, note);
      });
      await Promise.all(resumed);
    },
    get count() {
      return uploads.count();
    },
    async idle() {
      await uploads.idle();
      await writing.idle();
    },
  };
}

function putOnShelf(shelf: Shelf, { images, sources }: Offer): void {
  for (const [index, { placeholder, alt }] of images.entries()) {
    const source = sources[index];
    if (source !== undefined)
      void shelf.put(placeholder.token, { source, alt, placeholder: placeholder.text });
  }
}

/** What brings images to where they shall be, and settles each in its note when it is there. */
function createUploads<Note extends OpenNote>(
  { bring, shelf }: InsertionsHost<Note>,
  settle: (image: Image, note: Note) => Promise<void>,
) {
  let count = 0;
  let all = Promise.resolve();
  return {
    count: () => count,
    idle: () => all,
    bring({ images, sources }: Offer, note: Note): void {
      count += images.length;
      const work = bring(sources, note, (index, target) => {
        const image = images[index];
        if (image === undefined) return;
        image.result = { target };
        count -= 1;
        void settle(image, note).then(() => shelf.remove(image.placeholder.token));
      });
      all = Promise.all([all, work]).then(() => undefined);
    },
  };
}
