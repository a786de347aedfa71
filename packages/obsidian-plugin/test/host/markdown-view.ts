import { history, historyKeymap } from '@codemirror/commands';
import { Compartment, Transaction } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { Editor, editorInfoField } from './editor.ts';
import { Component, uncaught } from './events.ts';
import type { TFile } from './files.ts';
import { livePreview } from './live-preview.ts';
import { strict } from './strict.ts';
import type { Workspace, WorkspaceLeaf } from './workspace.ts';

/** What happens to a paste or a drop when no plugin takes it; Obsidian would save its files and embed them. */
export interface LeftAlone {
  readonly type: 'paste' | 'drop';
}

export const pluginExtensions = new Compartment();

/** One note in one pane, over a real CodeMirror. */
export class MarkdownView extends Component {
  readonly leaf: WorkspaceLeaf;
  readonly containerEl = createDiv();
  readonly editor: Editor;
  readonly contentView: EditorView;
  file: TFile | null = null;
  #isDirty = false;
  #isSaving = false;
  #isLoading = false;

  constructor(leaf: WorkspaceLeaf, workspace: Workspace) {
    super();
    this.leaf = leaf;
    const events = (['paste', 'drop'] as const).map((type) =>
      EditorView.domEventHandlers({ [type]: (event: Event) => this.#hand(type, event) }),
    );
    this.contentView = new EditorView({
      parent: this.containerEl,
      extensions: [
        editorInfoField.init(() => this),
        history(),
        keymap.of(historyKeymap),
        livePreview,
        EditorView.exceptionSink.of((error) => uncaught.push(error)),
        events,
        pluginExtensions.of(workspace.extensions),
        EditorView.updateListener.of(({ docChanged }) => {
          if (!docChanged) return;
          this.#isDirty = true;
          if (!this.#isLoading) workspace.trigger('editor-change', this.editor, this);
        }),
      ],
    });
    this.editor = strict(new Editor(this.contentView), 'Editor');
  }

  getViewType(): string {
    return 'markdown';
  }

  getViewData(): string {
    return this.editor.getValue();
  }

  async open(file: TFile, text: string): Promise<void> {
    this.file = file;
    this.#isLoading = true;
    this.#replace(text, false);
    this.#isLoading = false;
    this.#isDirty = false;
    await this.load();
  }

  /** Obsidian does this two seconds after the last change, and when the view is closed. */
  async save(): Promise<void> {
    if (!this.#isDirty || this.file === null) return;
    this.#isDirty = false;
    this.#isSaving = true;
    await this.leaf.app.vault.modify(this.file, this.getViewData()).finally(() => {
      this.#isSaving = false;
    });
  }

  /** The file was changed by something else than this view: another pane, a plugin, sync. */
  async reload(): Promise<void> {
    if (this.file === null || this.#isSaving) return;
    const text = await this.leaf.app.vault.read(this.file).catch(() => undefined);
    if (text === undefined || this.#isDirty || text === this.getViewData()) return;
    this.#replace(text, true);
    this.#isDirty = false;
  }

  async close(): Promise<void> {
    await this.save();
    this.unload();
    this.contentView.destroy();
    this.containerEl.remove();
  }

  #hand(type: LeftAlone['type'], event: Event): boolean {
    const { workspace } = this.leaf.app;
    workspace.trigger(`editor-${type}`, event, this.editor, this);
    if (event.defaultPrevented) return true;
    workspace.leftAlone.push({ type });
    return true;
  }

  /** The smallest change, as Obsidian makes it, so that marks and the caret stay where they can. */
  #replace(text: string, isUndoable: boolean): void {
    const old = this.getViewData();
    const shorter = Math.min(old.length, text.length);
    let start = 0;
    while (start < shorter && old[start] === text[start]) start++;
    let end = 0;
    while (end < shorter - start && old.at(-1 - end) === text.at(-1 - end)) end++;
    const changes = { from: start, to: old.length - end, insert: text.slice(start, text.length - end) };
    const annotations = Transaction.addToHistory.of(isUndoable);
    this.contentView.dispatch({ changes, annotations, userEvent: 'set' });
  }
}
