import type { TFile, Vault } from 'obsidian';
import { type EditorViews, fileOf } from '../editor/editor-views.ts';
import { hasPlaceholder, replacePlaceholder } from '../editor/placeholder.ts';

/** Whether its writer can still come upon it: in an editor, or in a note that none shows, where it stands in the file. */
export async function isPlaced(
  { vault, views }: { readonly vault: Vault; readonly views: EditorViews },
  note: TFile,
  id: string,
): Promise<boolean> {
  const open = views.all();
  if (open.some(({ state }) => hasPlaceholder(state, id))) return true;
  if (open.some((view) => fileOf(view) === note) || vault.getFileByPath(note.path) !== note) return false;
  return replacePlaceholder(await vault.read(note), id, '') !== undefined;
}
