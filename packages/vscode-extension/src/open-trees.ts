import { window, workspace } from 'vscode';
import type { Machine } from './machine.ts';
import type { NoteTree } from './workspace/note-place.ts';

/** The trees of this window: of the note in front, and of the folders that are open; each once. */
export async function openTrees({ placeOf }: Pick<Machine, 'placeOf'>): Promise<readonly NoteTree[]> {
  const inFront = window.activeTextEditor?.document.uri;
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const places = await Promise.all([...(inFront === undefined ? [] : [inFront]), ...folders].map(placeOf));
  const trees = places.flatMap((place) => place ?? []);
  return [...new Map(trees.map((tree) => [tree.root, tree])).values()];
}
