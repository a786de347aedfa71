/** Notes that are open in the editor, each with its history. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createEvent, type Range, type Uri } from './stub-values.ts';

export interface ContentChange {
  readonly range: Range;
  readonly text: string;
}

export const textChanged = createEvent<{
  readonly document: TextDocument;
  readonly contentChanges: readonly { readonly text: string }[];
  readonly reason: number | undefined;
}>();

export const TextDocumentChangeReason = { Undo: 1, Redo: 2 };

/** Positions are offsets here: nothing looks into them. */
export class TextDocument {
  readonly uri: Uri;
  readonly languageId: string;
  readonly isUntitled = false;
  readonly isClosed = false;
  isDirty = false;
  #states: string[];
  #now = 0;
  version = 1;

  constructor(uri: Uri, languageId: string, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#states = [text];
  }

  getText() {
    return this.#states[this.#now] ?? '';
  }

  positionAt(offset: number) {
    return offset;
  }

  lineAt(position: number) {
    const text = this.getText();
    const [before = ''] = text.slice(0, position).split('\n').slice(-1);
    const [after = ''] = text.slice(position).split('\n');
    return { text: before + after };
  }

  offsetAt(position: number) {
    return position;
  }

  change(changes: readonly ContentChange[]) {
    let text = this.getText();
    for (const { range, text: newText } of changes.toSorted((a, b) => b.range.start - a.range.start))
      text = text.slice(0, range.start) + newText + text.slice(range.end);
    this.#states = [...this.#states.slice(0, this.#now + 1), text];
    this.#go(1, changes, undefined);
  }

  step(direction: 'undo' | 'redo') {
    const by = direction === 'undo' ? -1 : 1;
    if (this.#states[this.#now + by] === undefined) return;
    this.#go(by, [], TextDocumentChangeReason[direction === 'undo' ? 'Undo' : 'Redo']);
  }

  /** What the editor does not show of a file stays: its byte order mark. */
  async save() {
    const mark = readFileSync(this.uri.path, 'utf8').startsWith('\uFEFF') ? '\uFEFF' : '';
    writeFileSync(this.uri.path, mark + this.getText());
    this.isDirty = false;
    return true;
  }

  #go(by: number, contentChanges: readonly ContentChange[], reason: number | undefined) {
    this.#now += by;
    this.version += 1;
    this.isDirty = true;
    textChanged.fire({ document: this, contentChanges, reason });
  }
}

export interface TextEditor {
  readonly document: TextDocument;
  readonly selections: readonly Range[];
  readonly selection: { readonly active: number };
  edit(change: (builder: { replace(where: Range, text: string): void }) => void): Promise<boolean>;
}
