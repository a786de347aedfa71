import type { TextEdit } from '@imbed/core';
import { type Placeholder, placeholderEdits } from './placeholder.ts';

/** A note that is open in the editor. */
export interface OpenNote {
  text(): string;
  /** `false` when the text had changed under the edits: nothing was done. */
  replace(edits: readonly TextEdit[]): Promise<boolean>;
  /** One step back or forth in the note's own history; `false` when there was none, or it cannot be asked for one. */
  step(direction: Direction): Promise<boolean>;
}

export type Direction = 'undo' | 'redo';

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
  /** Whether changes of notes come from here. */
  isWalking(): boolean;
  idle(): Promise<void>;
}

/** Of the history of one note, on the way to where no placeholder is; and of attempts to write while somebody types. */
const MAX_STEPS = 200;

/** @param seenIn the images whose placeholders are in a text */
export function createWriting<Note extends OpenNote>(
  { openNotes, reopen }: WritingHost<Note>,
  seenIn: (text: string) => readonly Image[],
): Writing<Note> {
  let turn = Promise.resolve();
  let walking = false;

  /** One thing at a time: what writes into notes and what walks through their history must not meet. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work).catch(() => undefined);
    return turn;
  }

  async function walk(note: Note, direction: Direction | undefined): Promise<void> {
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
    settle: (image, note) =>
      inTurn(async () => {
        const found = openNotes().filter((one) => one.text().includes(image.placeholder.token));
        const reopened = found.length === 0 ? await reopen(note) : undefined;
        for (const one of reopened === undefined ? found : [reopened]) await replaceIn(one, [image]);
      }),
    clear: (note, direction) => void inTurn(() => walk(note, direction)),
    isWalking: () => walking,
    idle: () => turn,
  };
}

async function replaceIn(note: OpenNote, wanted: readonly Image[]): Promise<void> {
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
