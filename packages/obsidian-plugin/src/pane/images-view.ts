import { inOneLine, toImbedError } from '@imbed/core';
import { debounce, ItemView, type WorkspaceLeaf } from 'obsidian';
import { explained } from '../words.ts';
import { drawRows } from './draw-rows.ts';
import { historyRows, pendingRows } from './ledger-rows.ts';
import { noteRows } from './note-rows.ts';
import type { PaneInit } from './pane-init.ts';
import type { Rows } from './row.ts';

export const IMAGES_VIEW = 'imbed-images';

const tabs = ['note', 'pending', 'history'] as const;
type Tab = (typeof tabs)[number];

/** How long a person has to stop typing before the pane looks at the note again, in milliseconds. */
const PAUSE_MS = 400;

/** The images of the note in front of the person, what waits, and what was uploaded. */
export class ImagesView extends ItemView {
  override readonly navigation = false;
  override readonly icon = 'images';
  readonly #init: PaneInit;
  readonly #later: () => void;
  #tab: Tab = 'note';
  #list: HTMLElement | undefined;
  #buttons = new Map<Tab, HTMLElement>();
  /** Of the last time that rows were asked for: what comes later than a later one is not shown. */
  #turn = 0;
  #isStale = false;

  constructor(leaf: WorkspaceLeaf, init: PaneInit) {
    super(leaf);
    this.#init = init;
    this.#later = debounce(() => void this.#refresh(), PAUSE_MS, true);
  }

  override getViewType(): string {
    return IMAGES_VIEW;
  }

  override getDisplayText(): string {
    return this.#init.tell.words.pane.title;
  }

  protected override async onOpen(): Promise<void> {
    const { pane } = this.#init.tell.words;
    this.contentEl.addClass('imbed-pane');
    const bar = this.contentEl.createDiv({ cls: 'imbed-tabs', attr: { role: 'tablist' } });
    for (const tab of tabs) {
      const button = bar.createEl('button', { cls: 'imbed-tab', text: pane[tab], attr: { role: 'tab' } });
      button.addEventListener('click', () => this.#choose(tab));
      this.#buttons.set(tab, button);
    }
    this.#list = this.contentEl.createDiv({ cls: 'imbed-rows', attr: { role: 'tabpanel' } });
    this.addAction('refresh-cw', pane.refresh, () => void this.#refresh());
    this.#follow();
    this.#choose('note');
  }

  /** Nothing is read of the vault but the note that is shown, and of the ledger but what is new. */
  #follow(): void {
    const { workspace, vault } = this.app;
    const ofNote = (path: string | undefined) => {
      if (this.#tab === 'note' && path === workspace.getActiveFile()?.path) this.#later();
    };
    this.registerEvent(workspace.on('file-open', () => this.#tab === 'note' && this.#later()));
    this.registerEvent(workspace.on('editor-change', (_editor, info) => ofNote(info.file?.path)));
    this.registerEvent(vault.on('modify', ({ path }) => ofNote(path)));
    this.registerEvent(vault.on('rename', () => this.#later()));
    this.registerEvent(vault.on('delete', () => this.#later()));
    this.register(this.#init.changes.onChange(this.#later));
  }

  override onResize(): void {
    if (this.#isStale) this.#later();
  }

  #choose(tab: Tab): void {
    this.#tab = tab;
    for (const [one, button] of this.#buttons) {
      button.toggleClass('is-active', one === tab);
      button.setAttribute('aria-selected', String(one === tab));
    }
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const list = this.#list;
    // What nobody sees is looked at when somebody does.
    this.#isStale = !this.containerEl.isShown();
    if (list === undefined || this.#isStale) return;
    const turn = ++this.#turn;
    const rows = await this.#rows();
    if (turn === this.#turn) drawRows(list, rows, this.#init.tell.words.pane.more);
  }

  async #rows(): Promise<Rows> {
    const init = this.#init;
    await init.ready;
    try {
      if (!init.isSetUp()) return { rows: [], empty: init.tell.words.notSetUp };
      if (this.#tab === 'pending') return await pendingRows(init);
      if (this.#tab === 'history') return await historyRows(init);
      return await noteRows(init, this.app.workspace.getActiveFile());
    } catch (error) {
      return { rows: [], empty: inOneLine(explained(toImbedError(error), init.tell.locale)) };
    }
  }
}
