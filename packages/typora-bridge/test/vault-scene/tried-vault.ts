import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { generateVault } from '@imbed/core/testing';

/** What happened to a vault, and can be taken back: a job, by the name of its undo file, or a move. */
export type VaultEvent = { readonly job: string } | { readonly from: string; readonly to: string };

/** A vault with a memory of how it was and what happened to it. Notes and pictures are named as in the beginning. */
export interface TriedVault {
  readonly folder: string;
  readonly notes: readonly string[];
  readonly pictures: readonly string[];
  /** How things were in the beginning. */
  readonly oldTexts: readonly string[];
  readonly oldPictures: readonly Buffer[];
  readonly events: readonly VaultEvent[];
  /** Where a file of the beginning is by now. */
  now(path: string): string;
  texts(): readonly string[];
  /** The bytes of a picture in its place, or among `others`; `undefined` when they are nowhere. */
  pictureNow(picture: string, others: readonly string[]): Buffer | undefined;
  /** Remembers the jobs that left an undo file. */
  noteJobs(): void;
  isUndone(job: string): boolean;
  /** @returns the note */
  moveNote(index: number, folder?: string): string;
  /** The notes and their pictures. */
  moveFolder(): void;
}

export function createTriedVault(folder: string, size: number): TriedVault {
  mkdirSync(join(folder, '.obsidian'), { recursive: true });
  const { notes, pictures } = generateVault(folder, { notes: size, imagesPerNote: 2, seed: 20261122 });
  const events: VaultEvent[] = [];
  const now = (path: string) => events.reduce(follow, path);
  const texts = () => notes.map((note) => readFileSync(join(folder, now(note)), 'utf8'));
  const move = (from: string, to: string) => {
    moveBack(folder, { from: to, to: from });
    events.push({ from, to });
  };
  const folderOf = (note = '') => posix.dirname(now(note));
  return {
    ...{ folder, notes, pictures, events, now, texts },
    oldTexts: texts(),
    oldPictures: pictures.map((picture) => readFileSync(join(folder, picture))),
    pictureNow(picture, others) {
      const name = posix.basename(picture);
      const path = [
        join(folder, now(picture)),
        ...others.filter((file) => posix.basename(file) === name),
      ].find(existsSync);
      return path === undefined ? undefined : readFileSync(path);
    },
    noteJobs() {
      const known = new Set(events.map((event) => ('job' in event ? event.job : '')));
      events.push(
        ...undoFiles(folder)
          .filter((job) => !known.has(job))
          .map((job) => ({ job })),
      );
    },
    isUndone: (job) => !undoFiles(folder).includes(job),
    moveNote(index, into) {
      const note = notes[index % notes.length] ?? '';
      move(now(note), `${into ?? folderOf(note)}/renamed ${events.length}.md`);
      return note;
    },
    moveFolder: () => move(folderOf(notes[0]), `moved ${events.length}`),
  };
}

function follow(path: string, event: VaultEvent): string {
  if ('job' in event) return path;
  const { from, to } = event;
  return path === from || path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : path;
}

export function moveBack(folder: string, { from, to }: { readonly from: string; readonly to: string }): void {
  mkdirSync(dirname(join(folder, from)), { recursive: true });
  renameSync(join(folder, to), join(folder, from));
}

/** Of jobs that changed something, and that were not undone, the oldest first. */
function undoFiles(folder: string): readonly string[] {
  const undo = join(folder, '.imbed/undo');
  const names = existsSync(undo) ? readdirSync(undo).sort() : [];
  return names.filter((name) => name.endsWith('.jsonl') && isUndoable(join(undo, name)));
}

/** A job that came too late for every note has taken back what it was about to say. */
function isUndoable(path: string): boolean {
  const left = new Map<string, string>();
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1, -1)) {
    const entry: { readonly type: string; readonly path: string } = JSON.parse(line);
    left.set(entry.path, entry.type);
  }
  return [...left.values()].some((type) => type !== 'unwritten');
}

/** All files below a folder, hidden ones too. */
export function everyFile(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
