import { isNoteName, parseWorkspacePath, type WorkspacePath } from '@imbed/core';
import { FileType, l10n, type Uri, window, workspace } from 'vscode';
import { baseName } from '../file-source.ts';
import { openTrees } from '../open-trees.ts';
import type { Work } from '../work.ts';
import type { NotePlace, NoteTree } from '../workspace/note-place.ts';
import { Advice } from './advice.ts';
import type { FromExplorer } from './command-host.ts';

/** Notes of one tree: a job is about one. */
export interface NoteGroup {
  readonly tree: NoteTree;
  /** From the start, each time that it is asked for. */
  notes(): AsyncIterable<WorkspacePath>;
}

/** The notes that are chosen in the explorer, and those in chosen folders; without any, the one in front. */
export async function notesOf(
  work: Work,
  [file, files]: Parameters<FromExplorer>,
): Promise<readonly NoteGroup[]> {
  const chosen = files !== undefined && files.length > 0 ? files : file === undefined ? [] : [file];
  const [front] = chosen.length > 0 ? [] : [window.activeTextEditor?.document.uri];
  return notesIn(work, front === undefined ? chosen : [front]);
}

/** Throws {@link Advice} where there is no note, or none whose folder could hold what is known of its images. */
export async function notesIn(work: Work, uris: readonly Uri[]): Promise<readonly NoteGroup[]> {
  const places = new Map<string, { readonly tree: NoteTree; readonly starts: Start[] }>();
  for (const uri of uris) {
    const start = await startAt(work, uri);
    if (start === undefined) continue;
    const { tree } = start;
    const group = places.get(tree.root) ?? { tree, starts: [] };
    group.starts.push(start);
    places.set(tree.root, group);
  }
  if (places.size === 0) throw new Advice(l10n.t('Open a Markdown note, or choose some in the explorer.'));
  return [...places.values()].map(({ tree, starts }) => ({ tree, notes: () => notesFrom(starts) }));
}

/** The trees of this window, without any of their notes. Throws {@link Advice} where there is none. */
export async function openGroups(work: Work): Promise<readonly NoteGroup[]> {
  const trees = await openTrees(work);
  if (trees.length === 0) throw new Advice(l10n.t('Open a folder first.'));
  return trees.map((tree) => ({ tree, notes: () => notesFrom([]) }));
}

export function openFolders(): readonly Uri[] {
  return (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
}

/** A note, or a folder with notes below it; the root when empty. */
interface Start {
  readonly tree: NotePlace;
  readonly path: string;
  readonly isNote: boolean;
}

/** `undefined` for what is neither. */
async function startAt(work: Work, uri: Uri): Promise<Start | undefined> {
  const isNote = isNoteName(baseName(uri.path));
  if (!isNote && !(await isFolder(uri))) return undefined;
  const tree = await work.placeOf(uri);
  const path = tree?.pathOf(uri);
  if (tree === undefined || path === undefined)
    throw new Advice(l10n.t('Save the note in a folder first, and open that folder.'));
  return { tree, path, isNote };
}

async function isFolder(uri: Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  const { type } = await workspace.fs.stat(uri);
  return (type & FileType.Directory) !== 0;
}

async function* notesFrom(starts: readonly Start[]): AsyncGenerator<WorkspacePath> {
  for (const { tree, path, isNote } of starts) {
    const parsed = parseWorkspacePath(path);
    if (isNote && parsed.ok) yield parsed.value;
    else for await (const file of tree.workspace.files(path)) if (isNoteName(file.path)) yield file.path;
  }
}
