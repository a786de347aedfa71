import type { EditorState, Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin } from '@codemirror/view';
import { type Editor, editorInfoField, type TFile } from 'obsidian';

/** The editors that are open, in panes and pop-out windows. */
export interface EditorViews {
  readonly extension: Extension;
  /** `undefined` for an editor that is none of a note, e.g. a card's. */
  of(editor: Editor): EditorView | undefined;
  all(): readonly EditorView[];
}

export function createEditorViews(): EditorViews {
  const views = new Set<EditorView>();
  const extension = ViewPlugin.define((view) => {
    views.add(view);
    return { destroy: () => views.delete(view) };
  });
  return {
    extension,
    // Asked late: while a view is made, its editor may not be known yet.
    of: (editor) => [...views].find(({ state }) => infoOf(state)?.editor === editor),
    all: () => [...views],
  };
}

/** The note that an editor shows. */
export function fileOf({ state }: EditorView): TFile | null {
  return infoOf(state)?.file ?? null;
}

function infoOf(state: EditorState) {
  return state.field(editorInfoField, false);
}
