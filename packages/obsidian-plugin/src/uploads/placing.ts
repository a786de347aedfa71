import type { EditorView } from '@codemirror/view';
import type { TFile, Vault } from 'obsidian';
import { finishPlaceholder, placeholdersIn, replacePlaceholder } from '../editor/placeholder.ts';

type View = Pick<EditorView, 'state' | 'dispatch'>;

/**
 * Each at its turn: a change of one pane may be in the next one by then.
 * @returns whether any editor showed the placeholder
 */
export function finishInViews(views: readonly View[], id: string, link: string): boolean {
  let isFound = false;
  for (const view of views) {
    const transactions = finishPlaceholder(view.state, id, link);
    if (transactions === undefined) continue;
    view.dispatch(transactions);
    isFound = true;
  }
  return isFound;
}

/** In a note that no editor shows. Reads first: a write that changes nothing would still look like one to sync. */
export async function finishOnDisk(vault: Vault, note: TFile, id: string, link: string): Promise<boolean> {
  if (vault.getFileByPath(note.path) !== note) return false;
  if (replacePlaceholder(await vault.read(note), id, link) === undefined) return false;
  let isDone = false;
  await vault.process(note, (text) => {
    const replaced = replacePlaceholder(text, id, link);
    isDone = replaced !== undefined;
    return replaced ?? text;
  });
  return isDone;
}

/** The editor that shows a placeholder, and the name in it. */
export function findPlaceholder(views: readonly EditorView[], id: string) {
  for (const view of views) {
    const found = placeholdersIn(view.state.doc.toString()).find((one) => one.id === id);
    if (found !== undefined) return { view, name: found.name };
  }
  return undefined;
}
