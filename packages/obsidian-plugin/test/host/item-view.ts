import type * as O from 'obsidian';
import type { App } from './app.ts';
import { Component, guarded } from './events.ts';
import type { WorkspaceLeaf } from './workspace.ts';

export abstract class ItemView
  extends Component
  implements Pick<O.ItemView, 'containerEl' | 'contentEl' | 'addAction' | 'navigation' | 'icon' | 'onResize'>
{
  readonly app: App;
  readonly leaf: WorkspaceLeaf;
  readonly containerEl = createDiv('workspace-leaf-content');
  readonly contentEl = this.containerEl.createDiv('view-content');
  navigation = true;
  icon = '';

  constructor(leaf: WorkspaceLeaf) {
    super();
    this.app = leaf.app;
    this.leaf = leaf;
  }

  abstract getViewType(): string;
  abstract getDisplayText(): string;

  protected async onOpen(): Promise<void> {}
  protected async onClose(): Promise<void> {}
  onResize(): void {}

  addAction(icon: string, title: string, run: (event: MouseEvent) => unknown): HTMLElement {
    const action = createDiv({ cls: 'view-action', attr: { 'aria-label': title, 'data-icon': icon } });
    action.addEventListener('click', (event) => guarded(() => run(event)));
    this.containerEl.prepend(action);
    return action;
  }

  async open(): Promise<void> {
    document.body.append(this.containerEl);
    await this.load();
    await this.onOpen();
  }

  async close(): Promise<void> {
    await this.onClose();
    this.unload();
    this.containerEl.remove();
  }
}
