import type { Extension } from '@codemirror/state';
import type { App } from './app.ts';
import { Events } from './events.ts';
import type { TFile } from './files.ts';
import type { ItemView } from './item-view.ts';
import { type LeftAlone, MarkdownView, pluginExtensions } from './markdown-view.ts';

export class WorkspaceLeaf {
  readonly app: App;
  view: MarkdownView | ItemView | undefined;

  constructor(app: App) {
    this.app = app;
  }

  async openFile(file: TFile): Promise<void> {
    await this.view?.close();
    const { vault, workspace } = this.app;
    const view = new MarkdownView(this, workspace);
    (document.querySelector('#panes') ?? document.body).append(view.containerEl);
    this.view = view;
    workspace.active = this;
    await view.open(file, await vault.read(file));
    workspace.trigger('file-open', file);
  }

  async detach(): Promise<void> {
    await this.view?.close();
    this.view = undefined;
    this.app.workspace.forget(this);
  }
}

export class Workspace extends Events {
  /** Pastes and drops that no plugin took. */
  readonly leftAlone: LeftAlone[] = [];
  readonly viewTypes = new Map<string, (leaf: WorkspaceLeaf) => ItemView>();
  extensions: Extension[] = [];
  active: WorkspaceLeaf | undefined;
  readonly #app: App;
  #leaves: WorkspaceLeaf[] = [];
  #isReady = false;
  readonly #whenReady: (() => unknown)[] = [];

  constructor(app: App) {
    super();
    this.#app = app;
    app.vault.on('modify', async (file: TFile) => {
      for (const view of this.#notes) if (view.file === file) await view.reload();
    });
  }

  get #notes(): readonly MarkdownView[] {
    return this.#leaves.flatMap(({ view }) => (view instanceof MarkdownView ? [view] : []));
  }

  getLeaf(isNew: boolean | 'tab'): WorkspaceLeaf {
    if (isNew === false && this.active !== undefined) return this.active;
    return this.#newLeaf();
  }

  /** One that is there is shown, else one is made. */
  async ensureSideLeaf(type: string, _side: 'left' | 'right', _options?: object): Promise<WorkspaceLeaf> {
    const [known] = this.getLeavesOfType(type);
    if (known !== undefined) return known;
    const leaf = this.#newLeaf();
    const view = this.viewTypes.get(type)?.(leaf);
    if (view === undefined) throw new Error(`no such view: ${type}`);
    leaf.view = view;
    await view.open();
    return leaf;
  }

  setActiveLeaf(leaf: WorkspaceLeaf, _params?: { readonly focus?: boolean }): void {
    if (leaf.view instanceof MarkdownView) this.active = leaf;
  }

  getLeavesOfType(type: string): WorkspaceLeaf[] {
    return this.#leaves.filter(({ view }) => view?.getViewType() === type);
  }

  /** Also while a view beside the notes has the focus. */
  getActiveFile(): TFile | null {
    const { view } = this.active ?? {};
    return view instanceof MarkdownView ? view.file : null;
  }

  getActiveViewOfType<T>(type: new (...args: never[]) => T): T | null {
    const view = this.active?.view;
    return view instanceof type ? view : null;
  }

  /** At once where the layout is there already, as for a plugin that is switched on later. */
  onLayoutReady(run: () => unknown): void {
    if (this.#isReady) run();
    else this.#whenReady.push(run);
  }

  /** Panes are restored when all plugins were loaded. */
  showLayout(): void {
    this.#isReady = true;
    for (const run of this.#whenReady.splice(0)) run();
  }

  forget(leaf: WorkspaceLeaf): void {
    this.#leaves = this.#leaves.filter((one) => one !== leaf);
    if (this.active === leaf) this.active = this.#leaves.findLast(({ view }) => view instanceof MarkdownView);
  }

  updateOptions(): void {
    for (const { contentView } of this.#notes)
      contentView.dispatch({ effects: pluginExtensions.reconfigure(this.extensions) });
  }

  #newLeaf(): WorkspaceLeaf {
    const leaf = new WorkspaceLeaf(this.#app);
    this.#leaves.push(leaf);
    return leaf;
  }
}
