import type { ImageSource, RandomSource, TextEdit } from '@imbed/core';
import type { FormatLink } from '../languages.ts';
import {
  createPlaceholder,
  type Placeholder,
  placeholderEdits,
  placeholderScheme,
  tokensIn,
} from './placeholder.ts';
import type { Shelf } from './shelf.ts';

/** A note that is open in the editor. */
export interface OpenNote {
  text(): string;
  /** `false` when the text had changed under the edits: nothing was done. */
  replace(edits: readonly TextEdit[]): Promise<boolean>;
  /** One step back or forth in the note's own history; `false` when there was none, or it cannot be asked for one. */
  step(direction: Direction): Promise<boolean>;
}

export type Direction = 'undo' | 'redo';

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
  /** To be told of notes that are open: what another window left on its way there goes on. */
  resume(note: Note, format: FormatLink): Promise<void>;
  /** Images on their way. */
  readonly count: number;
  /** Resolves when all is done that was to do at this moment. */
  idle(): Promise<void>;
}

interface Offer {
  readonly images: readonly Image[];
  readonly sources: readonly ImageSource[];
}

/** Without its bytes: it is remembered as long as its placeholder may come back. */
interface Image {
  readonly placeholder: Placeholder;
  readonly alt: string;
  readonly linkTo: (target: string) => string;
  result?: { readonly target: string | undefined };
}

/** Offers hold the bytes of their images; what was not taken by then is not going to be. */
const MAX_OPEN_OFFERS = 8;

/** Of the history of one note, on the way to where no placeholder is; and of attempts to write while somebody types. */
const MAX_STEPS = 200;

/**
 * Images on their way into notes: a placeholder stands for each until its link takes the place, wherever that is by
 * then. A placeholder whose image is there has no business in a note any more: where undo or redo bring it back, they
 * go on until it is gone, and where it comes back by other ways, the link takes its place again.
 */
export function createInsertions<Note extends OpenNote>(host: InsertionsHost<Note>): Insertions<Note> {
  const images = new Map<string, Image>();
  const open: Offer[] = [];
  let turn = Promise.resolve();
  let uploads = Promise.resolve();
  let walking = false;
  let count = 0;

  /** One thing at a time: what writes into notes and what walks through their history must not meet. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work).catch(() => undefined);
    return turn;
  }

  function seenIn(text: string): readonly Image[] {
    const found = text.includes(placeholderScheme) ? [...images.values()] : [];
    return found.filter(({ placeholder }) => text.includes(placeholder.token));
  }

  function take(offer: Offer, note: Note): void {
    open.splice(open.indexOf(offer), 1);
    for (const [index, { placeholder, alt }] of offer.images.entries()) {
      const source = offer.sources[index];
      if (source !== undefined)
        void host.shelf.put(placeholder.token, { source, alt, placeholder: placeholder.text });
    }
    bring(offer, note);
  }

  function bring({ images: arriving, sources }: Offer, note: Note): void {
    count += arriving.length;
    const work = host.bring(sources, note, (index, target) => {
      const image = arriving[index];
      if (image === undefined) return;
      image.result = { target };
      count -= 1;
      void inTurn(() => settle(image, note)).then(() => host.shelf.remove(image.placeholder.token));
    });
    uploads = Promise.all([uploads, work]).then(() => undefined);
  }

  async function resumeOne(token: string, note: Note, format: FormatLink): Promise<void> {
    const found = await host.shelf.find(token);
    if (found === undefined || images.has(token)) return;
    const { source, alt, placeholder: text } = found;
    const image: Image = { placeholder: { token, text }, alt, linkTo: (target) => format({ alt, target }) };
    images.set(token, image);
    bring({ images: [image], sources: [source] }, note);
  }

  async function settle(image: Image, note: Note): Promise<void> {
    const holders = () => host.openNotes().filter((one) => one.text().includes(image.placeholder.token));
    const found = holders();
    const reopened = found.length === 0 ? await host.reopen(note) : undefined;
    for (const one of reopened === undefined ? found : [reopened]) await replaceIn(one, [image]);
  }

  async function replaceIn(note: Note, wanted: readonly Image[]): Promise<void> {
    for (let attempt = 0; attempt < MAX_STEPS; attempt++) {
      const text = note.text();
      const edits = wanted.flatMap(({ placeholder, result, linkTo }) => {
        if (result === undefined) return [];
        const { target } = result;
        const link = target === undefined ? '' : linkTo(target);
        return placeholderEdits(text, placeholder, link, target ?? '');
      });
      if (edits.length === 0 || (await note.replace(edits))) return;
    }
  }

  async function clear(note: Note, direction: Direction | undefined): Promise<void> {
    const leftovers = () => seenIn(note.text()).filter(({ result }) => result !== undefined);
    walking = true;
    try {
      for (let steps = 0; direction !== undefined && steps < MAX_STEPS && leftovers().length > 0; steps++)
        if (!(await note.step(direction))) break;
    } finally {
      walking = false;
    }
    await replaceIn(note, leftovers());
  }

  return {
    offer(arrivals, format) {
      const offered = arrivals.map(({ alt, label }): Image => {
        const placeholder = createPlaceholder(label, format, host.random);
        return { placeholder, alt, linkTo: (target) => format({ alt, target }) };
      });
      for (const image of offered) images.set(image.placeholder.token, image);
      open.push({ images: offered, sources: arrivals.map(({ source }) => source) });
      for (const stale of open.splice(0, open.length - MAX_OPEN_OFFERS))
        for (const { placeholder } of stale.images) images.delete(placeholder.token);
      return offered.map(({ placeholder }) => placeholder.text).join('\n');
    },
    changed(note, inserted, direction) {
      const isHistory = direction !== undefined;
      if (images.size === 0 || walking) return;
      if (!isHistory && !inserted.some((text) => text.includes(placeholderScheme))) return;
      const seen = seenIn(note.text());
      for (const offer of [...open])
        if (offer.images.some((image) => seen.includes(image))) take(offer, note);
      if (seen.some(({ result }) => result !== undefined)) void inTurn(() => clear(note, direction));
    },
    async resume(note, format) {
      const unknown = tokensIn(note.text()).filter((token) => !images.has(token));
      await Promise.all(unknown.map((token) => resumeOne(token, note, format)));
    },
    get count() {
      return count;
    },
    async idle() {
      await uploads;
      await turn;
    },
  };
}
