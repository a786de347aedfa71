import { redo, undo } from '@codemirror/commands';
import { type EditorState, StateField } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type * as O from 'obsidian';
import type { MarkdownView } from './markdown-view.ts';

/** Which view an editor's state belongs to; Obsidian hands it to extensions. */
export const editorInfoField = StateField.define<MarkdownView | null>({
  create: () => null,
  update: (value) => value,
});

export class Editor
  implements
    Pick<
      O.Editor,
      | 'getValue'
      | 'getRange'
      | 'getSelection'
      | 'getCursor'
      | 'setCursor'
      | 'setSelection'
      | 'replaceSelection'
      | 'replaceRange'
      | 'posToOffset'
      | 'offsetToPos'
      | 'undo'
      | 'redo'
      | 'focus'
      | 'scrollIntoView'
    >
{
  readonly #view: EditorView;

  constructor(view: EditorView) {
    this.#view = view;
  }

  getValue(): string {
    return this.#state.doc.toString();
  }

  getRange(from: O.EditorPosition, to: O.EditorPosition): string {
    return this.#state.sliceDoc(this.posToOffset(from), this.posToOffset(to));
  }

  getSelection(): string {
    const { from, to } = this.#state.selection.main;
    return this.#state.sliceDoc(from, to);
  }

  getCursor(side: 'from' | 'to' | 'head' | 'anchor' = 'head'): O.EditorPosition {
    return this.offsetToPos(this.#state.selection.main[side]);
  }

  setCursor(position: O.EditorPosition | number, ch = 0): void {
    this.setSelection(typeof position === 'number' ? { line: position, ch } : position);
  }

  setSelection(anchor: O.EditorPosition, head = anchor): void {
    const selection = { anchor: this.posToOffset(anchor), head: this.posToOffset(head) };
    this.#view.dispatch({ selection });
  }

  replaceSelection(text: string, origin?: string): void {
    this.#view.dispatch({
      ...this.#state.replaceSelection(text),
      ...(origin !== undefined && { userEvent: origin }),
    });
  }

  replaceRange(text: string, from: O.EditorPosition, to = from, origin?: string): void {
    const changes = { from: this.posToOffset(from), to: this.posToOffset(to), insert: text };
    this.#view.dispatch({ changes, ...(origin !== undefined && { userEvent: origin }) });
  }

  posToOffset({ line, ch }: O.EditorPosition): number {
    const { doc } = this.#state;
    if (line >= doc.lines) return doc.length;
    const { from, to } = doc.line(Math.max(0, line) + 1);
    return Math.min(to, from + Math.max(0, ch));
  }

  offsetToPos(offset: number): O.EditorPosition {
    const within = Math.max(0, Math.min(offset, this.#state.doc.length));
    const { number, from } = this.#state.doc.lineAt(within);
    return { line: number - 1, ch: within - from };
  }

  undo(): void {
    undo(this.#view);
  }

  redo(): void {
    redo(this.#view);
  }

  scrollIntoView(range: O.EditorRange, center = false): void {
    const effects = EditorView.scrollIntoView(this.posToOffset(range.from), {
      y: center ? 'center' : 'nearest',
    });
    this.#view.dispatch({ effects });
  }

  focus(): void {
    this.#view.focus();
  }

  get #state(): EditorState {
    return this.#view.state;
  }
}
