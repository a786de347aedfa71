import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ImbedError, toImbedError } from '../../errors.ts';
import { isNoteName } from '../../workspace/note-names.ts';
import type { WorkspacePath } from '../../workspace/workspace-path.ts';
import { reading } from './file-errors.ts';
import { removeLeftovers } from './leftovers.ts';
import { type NotePattern, parseNotePattern } from './note-pattern.ts';
import { exists } from './place-file.ts';
import { createPlaces, type Places } from './places.ts';
import { walk } from './walk.ts';

export interface SelectionOptions {
  /** What relative arguments start from. */
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
}

export interface NoteSelection {
  /** Each once, links followed to where the notes really are; the arguments in their order, each folder sorted. */
  readonly notes: AsyncIterable<WorkspacePath>;
  /**
   * Arguments that name no note, and folders that could not be read: `source/not-found`, `note/outside`,
   * `source/unreadable`, `note/not-a-note`. Complete when `notes` was read to its end.
   */
  readonly problems: readonly ImbedError[];
}

/**
 * The notes that people mean by files, folders and patterns. What exists is meant as it is, whatever brackets are in
 * its name; only what does not is a pattern.
 * @param root of the workspace: notes outside are a problem. Absolute, with no link in it
 * @param args `a.md`, `posts`, `posts/**\/[0-9]*.md`; with backslashes, too, on Windows
 */
export function selectNotes(root: string, args: readonly string[], options: SelectionOptions): NoteSelection {
  const problems: ImbedError[] = [];
  const selecting = { places: createPlaces(root), problems, options, cleaned: new Set<string>() };
  return { problems, notes: eachOnce(selecting, args) };
}

interface Selecting {
  readonly places: Places;
  readonly problems: ImbedError[];
  readonly options: SelectionOptions;
  readonly cleaned: Set<string>;
}

async function* eachOnce(selecting: Selecting, args: readonly string[]): AsyncGenerator<WorkspacePath> {
  const seen = new Set<string>();
  for (const arg of args) {
    try {
      for await (const note of notesOf(arg, selecting)) {
        if (seen.has(note)) continue;
        seen.add(note);
        yield note;
      }
    } catch (error) {
      selecting.problems.push(toImbedError(error));
    }
  }
}

async function* notesOf(arg: string, selecting: Selecting): AsyncGenerator<WorkspacePath> {
  const { cwd, platform } = selecting.options;
  const absolute = resolve(cwd, arg);
  // A variable of a script that was never set must not mean the whole folder.
  if (arg !== '' && (await reading(arg, () => exists(absolute))))
    return yield* notesAt(arg, absolute, selecting);
  const pattern = await parseNotePattern(arg, cwd, platform);
  let found = false;
  if (pattern !== undefined)
    for await (const note of notesIn(arg, pattern.base, selecting, pattern)) {
      found = true;
      yield note;
    }
  if (!found) throw new ImbedError('source/not-found', { name: arg });
}

async function* notesAt(arg: string, absolute: string, selecting: Selecting): AsyncGenerator<WorkspacePath> {
  const stats = await reading(arg, () => stat(absolute));
  if (stats.isDirectory()) return yield* notesIn(arg, absolute, selecting);
  const real = await reading(arg, () => realpath(absolute));
  const path = selecting.places.pathOf(real);
  if (path === undefined) throw new ImbedError('note/outside', { name: arg });
  if (!isNoteName(basename(absolute))) throw new ImbedError('note/not-a-note', { name: arg });
  await cleanOnce(dirname(real), selecting);
  yield path;
}

/** @param pattern of paths below `folder`; all notes when absent */
async function* notesIn(
  arg: string,
  folder: string,
  { places, problems }: Selecting,
  pattern?: NotePattern,
): AsyncGenerator<WorkspacePath> {
  const start = await reading(arg, () => realpath(folder));
  if (!places.holds(start)) throw new ImbedError('note/outside', { name: arg });
  const folders = walk(start, {
    ...(pattern && { enter: pattern.leadsInto }),
    onUnreadable: (error) => problems.push(toImbedError(error)),
  });
  for await (const { path, files, links } of folders) {
    for (const name of [...files, ...links].filter(isNoteName).sort()) {
      const below = path === '' ? name : `${path}/${name}`;
      if (pattern?.matches(below) === false) continue;
      const file = join(start, below);
      const note = places.pathOf(links.includes(name) ? await linkedFile(file) : file);
      if (note !== undefined) yield note;
    }
  }
}

/** Empty for a link that leads to no file. */
async function linkedFile(link: string): Promise<string> {
  const real = await realpath(link).catch(() => '');
  return real !== '' && (await stat(real)).isFile() ? real : '';
}

/** A walk cleans as it goes; a note that is named by itself is walked to by nobody. */
async function cleanOnce(folder: string, { cleaned }: Selecting): Promise<void> {
  if (cleaned.has(folder)) return;
  cleaned.add(folder);
  await removeLeftovers(folder, await readdir(folder).catch(() => []));
}
