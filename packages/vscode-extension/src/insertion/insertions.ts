import type { ImageSource, RandomSource } from '@imbed/core';
import type { FormatLink } from '../languages.ts';
import { createOffers, type Offer } from './offers.ts';
import { createPlaceholder, placeholderScheme } from './placeholder.ts';
import { createReturns } from './returns.ts';
import type { Shelf } from './shelf.ts';
import { createUploads, type UploadsHost } from './uploads.ts';
import { createWriting, type Direction, type Image, type OpenNote } from './writing.ts';

export type { Direction, OpenNote, Step } from './writing.ts';

/** An image that is to get into a note. */
export interface Arrival {
  readonly source: ImageSource;
  readonly alt: string;
  /** What the placeholder says. */
  readonly label: string;
}

export interface InsertionsHost<Note extends OpenNote> extends UploadsHost<Note> {
  readonly random: RandomSource;
  /** Milliseconds since 1970. */
  now(): number;
  /** Whether images of this note are to be taken care of. Never rejects. */
  isWanted(note: Note): Promise<boolean>;
  /** The note again, when it was closed. `undefined` when it is gone. */
  reopen(note: Note): Promise<Note | undefined>;
  /** Told of placeholders whose images are not on this computer, once of each; `takeOut` removes them. */
  onLost(note: Note, takeOut: () => void): void;
}

export interface Insertions<Note extends OpenNote> {
  /** Text that stands for the images. The upload begins when the text is seen in a note, and never when it is not. */
  offer(arrivals: readonly Arrival[], format: FormatLink): string;
  /** To be told of every change: the texts that came in, and whether it was a step in the history. */
  changed(note: Note, inserted: readonly string[], direction: Direction | undefined): void;
  /** To be told of the note that came in front: links that wait for it are written. */
  inFront(note: Note): void;
  /**
   * To be told of notes that are open, and of placeholders in them that are of none of the {@link offer}s: what another
   * window left on its way there goes on, and what a note that was closed without saving has again.
   * @param isInFront whether somebody looks at it, and may be told what is missing
   */
  resume(note: Note, format: FormatLink, isInFront: boolean): Promise<void>;
  /** Images on their way. */
  readonly count: number;
  /** Resolves when all is done that was to do at this moment. */
  idle(): Promise<void>;
  /** Leaves what is on its way to the next window. */
  end(): Promise<void>;
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
  const writing = createWriting(host, seenIn, (image) => void leaveShelf(host.shelf, image));
  const uploads = createUploads(host, writing.settle);
  const returns = createReturns(host, images, uploads, writing.settle);

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
      uploads.look(note);
      if (direction === undefined && !inserted.some((text) => text.includes(placeholderScheme))) return;
      const seen = seenIn(note.text());
      for (const offer of offers.take(seen)) {
        putOnShelf(host.shelf, offer);
        uploads.begin(offer, note);
      }
      for (const image of uploads.returned(seen)) void returns.again(image, note);
      const isBack = seen.some(({ result }) => result !== undefined);
      if (isBack && !writing.isWalking(note)) writing.clear(note, direction);
    },
    inFront: writing.inFront,
    async resume(note, format, isInFront) {
      uploads.look(note);
      const seen = seenIn(note.text());
      writing.fill(note);
      await Promise.all(uploads.returned(seen).map((image) => returns.again(image, note)));
      await returns.resume(note, format, isInFront);
    },
    get count() {
      return uploads.count;
    },
    async idle() {
      await uploads.idle();
      await writing.idle();
    },
    async end() {
      returns.end();
      await uploads.end();
      await host.shelf.leave();
    },
  };
}

/** A note may have been saved with the placeholder, and not since. */
function leaveShelf(shelf: Shelf, { placeholder: { token, text }, alt, result }: Image): Promise<void> {
  const target = result?.target;
  return target === undefined
    ? shelf.remove(token)
    : shelf.arrived(token, { target, alt, placeholder: text });
}

function putOnShelf(shelf: Shelf, { images, sources }: Offer): void {
  for (const [index, { placeholder, alt }] of images.entries()) {
    const source = sources[index];
    if (source !== undefined)
      void shelf.put(placeholder.token, { source, alt, placeholder: placeholder.text });
  }
}
