import type { TextRange } from '@imbed/core';
import { type App, MarkdownView, type TFile } from 'obsidian';

/** Brings a note to the front, with a place in it in sight and chosen. */
export async function revealInNote(
  { workspace }: App,
  note: TFile,
  { start, end }: TextRange,
): Promise<void> {
  const shown = workspace
    .getLeavesOfType('markdown')
    .find(({ view }) => view instanceof MarkdownView && view.file === note);
  const leaf = shown ?? workspace.getLeaf(false);
  if (shown === undefined) await leaf.openFile(note);
  workspace.setActiveLeaf(leaf, { focus: true });
  if (!(leaf.view instanceof MarkdownView)) return;
  const { editor } = leaf.view;
  const range = { from: editor.offsetToPos(start), to: editor.offsetToPos(end) };
  editor.setSelection(range.from, range.to);
  editor.scrollIntoView(range, true);
}

export async function openPath({ vault, workspace }: App, path: string): Promise<void> {
  const file = vault.getFileByPath(path);
  if (file !== null) await workspace.getLeaf('tab').openFile(file);
}
