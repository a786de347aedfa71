import type { Extension } from '@codemirror/state';
import type { App } from './app.ts';
import { Events } from './events.ts';
import type { TFile } from './files.ts';
import { type LeftAlone, MarkdownView, pluginExtensions } from './markdown-view.ts';

export class WorkspaceLeaf {
  readonly app: App;
  view: MarkdownView | undefined;

  constructor(app: App) {
    this.app = app;
  }

  async openFile(file: TFile): Promise<void> {
    await this.view?.close();
    const { vault, workspace } = this.app;
    const view = new MarkdownView(this, workspace);
    document.body.append(view.containerEl);
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
  extensions: Extension[] = [];
  active: WorkspaceLeaf | undefined;
  readonly #app: App;
  #leaves: WorkspaceLeaf[] = [];

  constructor(app: App) {
    super();
    this.#app = app;
    app.vault.on('modify', async (file: TFile) => {
      for (const { view } of this.#leaves) if (view?.file === file) await view.reload();
    });
  }

  getLeaf(isNew: boolean): WorkspaceLeaf {
    if (!isNew && this.active !== undefined) return this.active;
    const leaf = new WorkspaceLeaf(this.#app);
    this.#leaves.push(leaf);
    return leaf;
  }

  getLeavesOfType(type: string): WorkspaceLeaf[] {
    return this.#leaves.filter(({ view }) => view?.getViewType() === type);
  }

  getActiveFile(): TFile | null {
    return this.active?.view?.file ?? null;
  }

  getActiveViewOfType<T>(type: new (...args: never[]) => T): T | null {
    const view = this.active?.view;
    return view instanceof type ? view : null;
  }

  onLayoutReady(run: () => unknown): void {
    run();
  }

  forget(leaf: WorkspaceLeaf): void {
    this.#leaves = this.#leaves.filter((one) => one !== leaf);
    if (this.active === leaf) this.active = this.#leaves.at(-1);
  }

  updateOptions(): void {
    for (const { view } of this.#leaves)
      view?.contentView.dispatch({ effects: pluginExtensions.reconfigure(this.extensions) });
  }
}
