import { type Extension, RangeSetBuilder, StateEffect, type Text, type Transaction } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';
import { setIcon, setTooltip } from 'obsidian';
import type { Words } from '../words.ts';
import { placeholderIdsIn, placeholdersIn } from './placeholder.ts';

/** How the upload behind a placeholder is doing; `unknown` where it was begun before the app was, or elsewhere. */
export type PillState =
  | { readonly status: 'running'; readonly percent?: number }
  | { readonly status: 'failed' | 'unknown' };

export interface PillHost {
  readonly words: Words;
  stateOf(id: string): PillState;
  cancel(id: string): void;
  retry(id: string): void;
  remove(id: string): void;
  /** A placeholder came into a text: pasted, brought back by undo, or opened with its note. */
  appeared(id: string): void;
  disappeared(id: string, by: Remover): void;
}

/**
 * Who took a placeholder out of an editor: its writer; something that does not say, as Vim's keys and other plugins; or
 * another pane, or the file.
 */
export type Remover = 'writer' | 'unnamed' | 'elsewhere';

const redraw = StateEffect.define<null>();

/** Shows the pills as they are now. */
export function redrawPills(views: readonly EditorView[]): void {
  for (const view of views) view.dispatch({ effects: redraw.of(null) });
}

/** Draws each placeholder as a pill, from the text alone: in every pane, and in a note that was opened again. */
export function pillExtension(host: PillHost): Extension {
  const plugin = ViewPlugin.define((view) => createPillPlugin(view, host), {
    decorations: ({ pills }) => pills,
    provide: (self) => EditorView.atomicRanges.of((view) => view.plugin(self)?.pills ?? Decoration.none),
  });
  return plugin;
}

function createPillPlugin(start: EditorView, host: PillHost) {
  const plugin = {
    pills: drawn(start, host),
    update({ view, docChanged, viewportChanged, transactions, startState, changes }: ViewUpdate) {
      const isAsked = transactions.some(({ effects }) => effects.some((effect) => effect.is(redraw)));
      if (docChanged || viewportChanged || isAsked) plugin.pills = drawn(view, host);
      if (!docChanged) return;
      const by = removerIn(transactions);
      let [before, after] = ['', ''];
      // All together: what is moved goes in one place and comes in another.
      changes.iterChangedRanges((fromBefore, toBefore, from, to) => {
        before += `${linesOf(startState.doc, fromBefore, toBefore)}\n`;
        after += `${linesOf(view.state.doc, from, to)}\n`;
      });
      announce(after, host);
      for (const id of placeholderIdsIn(before))
        if (!after.includes(id)) queueMicrotask(() => host.disappeared(id, by));
    },
  };
  announce(start.state.sliceDoc(), host);
  return plugin;
}

/** Not at once: nothing may be changed while an editor is being updated. */
function announce(text: string, host: PillHost): void {
  for (const { id } of placeholdersIn(text)) queueMicrotask(() => host.appeared(id));
}

function linesOf(doc: Text, from: number, to: number): string {
  return doc.sliceString(doc.lineAt(from).from, doc.lineAt(to).to);
}

/** What Obsidian brings into an editor from the file or from another pane is `set`. */
export function isOfWriter(transaction: Transaction): boolean {
  return ['undo', 'redo', 'delete', 'input', 'move'].some((event) => transaction.isUserEvent(event));
}

function removerIn(transactions: readonly Transaction[]): Remover {
  if (transactions.some(isOfWriter)) return 'writer';
  const isUnnamed = (one: Transaction) => one.docChanged && !one.isUserEvent('set');
  return transactions.some(isUnnamed) ? 'unnamed' : 'elsewhere';
}

function drawn(view: EditorView, host: PillHost): DecorationSet {
  const pills = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges)
    for (const { id, name, ...place } of placeholdersIn(view.state.sliceDoc(from, to))) {
      const widget = new Pill(id, name, host.stateOf(id), host);
      pills.add(from + place.from, from + place.to, Decoration.replace({ widget }));
    }
  return pills.finish();
}

class Pill extends WidgetType {
  readonly #id: string;
  readonly #name: string;
  readonly #state: PillState;
  readonly #host: PillHost;

  constructor(id: string, name: string, state: PillState, host: PillHost) {
    super();
    this.#id = id;
    this.#name = name;
    this.#state = state;
    this.#host = host;
  }

  override eq(other: Pill): boolean {
    return this.#id === other.#id && this.#text() === other.#text();
  }

  override toDOM(): HTMLElement {
    const { words } = this.#host;
    const { status } = this.#state;
    const pill = createSpan(`imbed-pill imbed-pill-${status}`);
    pill.createSpan({ cls: 'imbed-pill-text', text: this.#text() });
    if (status === 'running') this.#addButton(pill, 'x', words.cancel, () => this.#host.cancel(this.#id));
    else {
      this.#addButton(pill, 'rotate-cw', words.retry, () => this.#host.retry(this.#id));
      this.#addButton(pill, 'x', words.remove, () => this.#host.remove(this.#id));
    }
    return pill;
  }

  /** Clicks on it are its own; the caret stays where it is. */
  override ignoreEvent(): boolean {
    return true;
  }

  #text(): string {
    const { words } = this.#host;
    if (this.#state.status !== 'running') return words.pill[this.#state.status](this.#name);
    const { percent } = this.#state;
    return percent === undefined
      ? words.uploading(this.#name)
      : `${words.uploading(this.#name)} ${percent} %`;
  }

  #addButton(pill: HTMLElement, icon: string, title: string, click: () => void): void {
    const button = pill.createEl('button', { cls: 'imbed-pill-button clickable-icon' });
    setIcon(button, icon);
    setTooltip(button, title);
    // The caret stays in the note, where the next paste goes.
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', click);
  }
}
