/** Notes, and images on their way into them, without an editor. */
import { applyEdits, type ImageSource, type TextEdit } from '@imbed/core';
import { vi } from 'vitest';
import {
  createInsertions,
  type Direction,
  type Insertions,
  type OpenNote,
  type Step,
} from '../src/insertion/insertions.ts';
import { createShelf, type ShelfFiles } from '../src/insertion/shelf.ts';
import { linkFormatOf } from '../src/languages.ts';

/** A note with a history as VS Code keeps it: each edit is a step, and a new one ends the way forth. */
export interface TestNote extends OpenNote {
  edit(edits: readonly TextEdit[]): void;
  type(text: string, at?: number): void;
  undo(): void;
  redo(): void;
  closed: boolean;
  /** Steps of the walk until another note comes in front. */
  stepsInFront: number;
  /** What happens after each step of the walk. */
  onStep: () => void;
  /** What somebody types in the moment in which an edit is made. */
  interruptions: string[];
}

export interface InsertionScene {
  readonly insertions: Insertions<TestNote>;
  newNote(text?: string): TestNote;
  /** Paste two images, or as many as there are names. */
  paste(note: TestNote, ...names: string[]): void;
  finish(name: string, target?: string | undefined): Promise<void>;
  readonly begun: string[];
  /** Names of those that were taken back. */
  readonly stopped: string[];
  /** What was told of placeholders without an image: what takes them out. */
  readonly lost: (() => void)[];
  /** Whether images of notes are to be taken care of. */
  isWanted: boolean;
  /** Nothing of it is written any more. */
  isDead: boolean;
  /** That it takes to change a file, in milliseconds. */
  slowMs: number;
}

/** What all windows of a computer share. */
export interface Computer {
  /** Files of the shelf, by name. */
  readonly images: Map<string, Uint8Array>;
  readonly claims: Map<string, Uint8Array>;
  /** When files were written that were not written now, by name. */
  readonly writtenAt: Map<string, number>;
  /** Milliseconds since 1970. */
  now: number;
}

export function newComputer(images: readonly (readonly [string, string])[] = []): Computer {
  const encoded = images.map(([name, text]) => [name, new TextEncoder().encode(text)] as const);
  return { images: new Map(encoded), claims: new Map(), writtenAt: new Map(), now: 0 };
}

function folderOf(
  files: Map<string, Uint8Array>,
  { now, writtenAt }: Computer,
  window: () => Pick<InsertionScene, 'isDead' | 'slowMs'>,
): ShelfFiles {
  const slowly = async () => {
    const { slowMs } = window();
    if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
  };
  return {
    async write(name, bytes) {
      await slowly();
      if (!window().isDead) files.set(name, bytes);
    },
    async read(name) {
      const bytes = files.get(name);
      if (bytes === undefined) throw new Error(`${name} is not there`);
      return bytes;
    },
    async rename(name, to) {
      await slowly();
      const bytes = files.get(name);
      if (bytes === undefined || files.has(to)) throw new Error(`${to} is there`);
      files.delete(name);
      files.set(to, bytes);
    },
    async remove(name) {
      await slowly();
      files.delete(name);
    },
    list: async () => [...files.keys()].map((name) => ({ name, writtenAt: writtenAt.get(name) ?? now })),
  };
}

/** What follows is a chain of promises and nothing else. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 100; round++) await Promise.resolve();
}

function source(name: string): ImageSource {
  return { name, origin: 'paste', read: async () => new Uint8Array() };
}

let windows = 0;

/** A window of the editor. */
export function insertionScene(computer = newComputer()): InsertionScene {
  const notes: TestNote[] = [];
  const begun: string[] = [];
  const stopped: string[] = [];
  const lost: (() => void)[] = [];
  const waiting = new Map<string, (target: string | undefined) => void>();
  const window = `window${windows++}`;
  let count = 0;
  const now = () => computer.now;
  const shelf = createShelf({
    images: folderOf(computer.images, computer, () => scene),
    claims: folderOf(computer.claims, computer, () => scene),
    ...{ window, now },
  });
  const insertions = createInsertions<TestNote>({
    shelf,
    random: { string: (length) => String(count++).padStart(length, '0'), uuid: () => '' },
    ...{ now, onCount: () => undefined, isWanted: async () => scene.isWanted },
    onLost: (_note, takeOut) => void lost.push(takeOut),
    async bring(images, _note, onTarget) {
      await Promise.all(
        images.map(
          ({ source: { name = '' }, signal }, index) =>
            new Promise<void>((resolve) => {
              begun.push(name);
              signal.addEventListener('abort', () => {
                stopped.push(name);
                resolve();
              });
              waiting.set(name, (target) => {
                onTarget(index, target);
                resolve();
              });
            }),
        ),
      );
    },
    openNotes: () => notes.filter(({ closed }) => !closed),
    async reopen(note) {
      note.closed = false;
      return note;
    },
  });

  function newNote(text = ''): TestNote {
    let states = [text];
    let now = 0;
    const current = () => states[now] ?? '';
    const apply = (edits: readonly TextEdit[]) => {
      states = [...states.slice(0, now + 1), applyEdits(current(), edits)];
      now += 1;
      insertions.changed(
        note,
        edits.map(({ newText }) => newText),
        undefined,
      );
    };
    const step = (direction: Direction) => {
      const next = now + (direction === 'undo' ? -1 : 1);
      if (states[next] === undefined) return false;
      now = next;
      insertions.changed(note, [current()], direction);
      return true;
    };
    const note: TestNote = {
      text: current,
      async replace(edits) {
        const interruption = note.interruptions.shift();
        if (interruption !== undefined) {
          note.type(interruption, 0);
          return false;
        }
        apply(edits);
        return true;
      },
      async step(direction): Promise<Step> {
        if (note.stepsInFront === 0) return 'elsewhere';
        note.stepsInFront -= 1;
        if (!step(direction)) return 'none';
        note.onStep();
        return 'done';
      },
      edit: apply,
      type: (text, at = current().length) => apply([{ start: at, end: at, newText: text }]),
      undo: () => step('undo'),
      redo: () => step('redo'),
      closed: false,
      stepsInFront: Number.POSITIVE_INFINITY,
      onStep: () => undefined,
      interruptions: [],
    };
    notes.push(note);
    return note;
  }

  const scene: InsertionScene = {
    ...{ insertions, newNote, begun, stopped, lost, isWanted: true, isDead: false, slowMs: 0 },
    paste(note, ...names) {
      const arrivals = names.map((name) => ({ source: source(name), alt: name, label: `Uploading ${name}` }));
      note.type(insertions.offer(arrivals, linkFormatOf('markdown')));
    },
    async finish(name, target = `https://i.example/${name}`) {
      waiting.get(name)?.(target === 'nowhere' ? undefined : target);
      await settled();
    },
  };
  return scene;
}

export const linkTo = (name: string) => `![${name}](https://i.example/${name})`;

/** Of one computer, whose time passes only when it is told to. */
export function twoWindows() {
  vi.useFakeTimers({ now: 0 });
  const computer = newComputer();
  return {
    ...{ computer, first: insertionScene(computer), second: insertionScene(computer) },
    async passing(ms: number) {
      for (let passed = 0; passed < ms; passed += 1000) {
        computer.now += 1000;
        await vi.advanceTimersByTimeAsync(1000);
      }
    },
  };
}
