import { MarkdownView, type Workspace } from 'obsidian';

/** A note as it stands in a pane: what is typed there is on the disk a little later. */
export interface OpenNote {
  text(): string;
  /** Puts `text` in place of the whole, as the smallest change, which undo takes back. */
  replace(text: string): void;
  /** Resolves when the disk has what the pane shows. */
  save(): Promise<void>;
}

/** `undefined` when no pane shows the note. */
export type FindOpenNote = (path: string) => OpenNote | undefined;

export function openNotesOf(workspace: Workspace): FindOpenNote {
  return (path) => {
    for (const { view } of workspace.getLeavesOfType('markdown'))
      if (view instanceof MarkdownView && view.file?.path === path) return openNoteIn(view);
    return undefined;
  };
}

function openNoteIn(view: MarkdownView): OpenNote {
  const { editor } = view;
  return {
    text: () => editor.getValue(),
    replace(text) {
      const old = editor.getValue();
      const { start, end } = differenceOf(old, text);
      const [from, to] = [editor.offsetToPos(start), editor.offsetToPos(old.length - end)];
      editor.replaceRange(text.slice(start, text.length - end), from, to);
    },
    save: () => view.save(),
  };
}

/** @returns how much is the same at the start and at the end */
function differenceOf(old: string, text: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  return { start, end };
}
