import type { TextEdit } from '@imbed/core';
import { type Placeholder, placeholderEdits } from './placeholder.ts';

/** A note that is open in the editor. */
export interface OpenNote {
  text(): string;
  /** `false` when the text had changed under the edits: nothing was done. */
  replace(edits: readonly TextEdit[]): Promise<boolean>;
  /** One step back or forth in the note's own history. */
  step(direction: Direction): Promise<Step>;
}

export type Direction = 'undo' | 'redo';

/** `elsewhere`: the note cannot be asked for one, since another is in front. */
export type Step = 'done' | 'none' | 'elsewhere';

/** Without its bytes: it is remembered as long as its placeholder may come back. */
export interface Image {
  readonly placeholder: Placeholder;
  readonly alt: string;
  readonly linkTo: (target: string) => string;
  /** When it is there: where the link leads, `undefined` when there is nothing to link. */
  result?: { readonly target: string | undefined };
}

export interface WritingHost<Note extends OpenNote> {
  openNotes(): readonly Note[];
  reopen(note: Note): Promise<Note | undefined>;
}

/** What puts links in the place of placeholders. */
export interface Writing<Note extends OpenNote> {
  /** The link of an image that is there takes the place of its placeholder, in whatever notes that is by now. */
  settle(image: Image, note: Note): Promise<void>;
  /** Rids a note of placeholders that came back though their images are there. */
  clear(note: Note, direction: Direction | undefined): void;
  /** The same for a note that was opened: links take the place, if the note does not wait in the midst of its history. */
  fill(note: Note): void;
  /** To be told of every change of a text, before anything else is made of it. */
  changed(note: Note, direction: Direction | undefined): void;
  /** To be told of the note that came in front: what had to wait for that goes on. */
  inFront(note: Note): void;
  /** Whether steps in the history of this note come from here. */
  isWalking(note: Note): boolean;
  idle(): Promise<void>;
}

/** Of attempts to write while somebody types. */
const MAX_ATTEMPTS = 200;

/** What a walk is about: somebody who writes into the note meanwhile has ended the way forth themselves. */
interface Walk<Note> {
  readonly note: Note;
  isWrittenInto: boolean;
}

/**
 * @param seenIn the images whose placeholders are in a text
 * @param onWritten told of images whose placeholders are in none of the notes that they were in
 */
export function createWriting<Note extends OpenNote>(
  { openNotes, reopen }: WritingHost<Note>,
  seenIn: (text: string) => readonly Image[],
  onWritten: (image: Image) => void,
): Writing<Note> {
  let turn = Promise.resolve();
  let walk: Walk<Note> | undefined;
  /** Notes in the midst of their history, and the way that they were going. */
  const waiting = new Map<Note, Direction>();

  const leftovers = (note: Note) => seenIn(note.text()).filter(({ result }) => result !== undefined);

  /** One thing at a time: what writes into notes and what walks through their history must not meet. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work).catch(() => undefined);
    return turn;
  }

  /** Until no placeholder is left, or there is no further step. */
  async function go({ note }: Walk<Note>, direction: Direction, isOver: () => boolean): Promise<Step> {
    let last: Step = 'none';
    while (!isOver()) {
      const step = await note.step(direction);
      if (step !== 'done') return step === 'elsewhere' ? step : last;
      last = step;
    }
    return 'done';
  }

  /** An edit ends the way forth: there is none before the note is where nothing lies ahead. */
  async function mayWrite(walked: Walk<Note>, direction: Direction): Promise<boolean> {
    const isOver = () => walked.isWrittenInto || leftovers(walked.note).length === 0;
    const step = await go(walked, direction, isOver);
    if (step === 'elsewhere') return false;
    if (isOver() || direction === 'redo') return true;
    // Back there is no way out. Ahead is at least what was just undone: without it, nobody listens to the steps.
    return (await go(walked, 'redo', isOver)) === 'done';
  }

  async function clear(note: Note, direction: Direction | undefined): Promise<void> {
    waiting.delete(note);
    walk = { note, isWrittenInto: direction === undefined };
    try {
      if (direction !== undefined && !(await mayWrite(walk, direction))) {
        waiting.set(note, direction);
        return;
      }
    } finally {
      walk = undefined;
    }
    const images = leftovers(note);
    await replaceIn(note, images);
    tellWritten(images);
  }

  const notesWith = ({ placeholder }: Image) =>
    openNotes().filter((note) => note.text().includes(placeholder.token));

  function tellWritten(images: readonly Image[]): void {
    for (const image of images) if (notesWith(image).length === 0) onWritten(image);
  }

  return {
    settle: (image, note) =>
      inTurn(async () => {
        const found = notesWith(image);
        const reopened = found.length === 0 ? await reopen(note) : undefined;
        const all = reopened === undefined ? found : [reopened];
        for (const one of all) if (!waiting.has(one)) await replaceIn(one, [image]);
        // Where the note cannot be opened, its placeholder may still be there.
        if (all.length > 0) tellWritten([image]);
      }),
    clear: (note, direction) => void inTurn(() => clear(note, direction)),
    fill: (note) =>
      void inTurn(async () => {
        if (!waiting.has(note) && leftovers(note).length > 0) await clear(note, undefined);
      }),
    changed(note, direction) {
      if (direction !== undefined) return;
      if (walk?.note === note) walk.isWrittenInto = true;
      if (waiting.delete(note)) void inTurn(() => clear(note, undefined));
    },
    inFront(note) {
      const direction = waiting.get(note);
      if (direction !== undefined) void inTurn(() => clear(note, direction));
    },
    isWalking: (note) => walk?.note === note,
    idle: () => turn,
  };
}

async function replaceIn(note: OpenNote, wanted: readonly Image[]): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
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
