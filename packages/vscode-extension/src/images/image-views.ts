import {
  commands,
  type Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  window,
  workspace,
} from 'vscode';
import type { Images } from './images.ts';
import type { ListedImage } from './listing.ts';
import { markdownLanguages } from './note-images.ts';

export interface ImageViews extends Disposable {
  /** Both are read anew, as far as they can be seen. */
  refresh(): void;
}

/** A list follows typing when it pauses. */
const PAUSE_MS = 500;

/** The lists of the activity bar. Nothing is read or loaded for one that nobody sees. */
export function createImageViews(load: () => Promise<Images>): ImageViews {
  const images = listView('imbed.images', load, async ({ ofNote }) => {
    const document = window.activeTextEditor?.document;
    const isNote = document !== undefined && markdownLanguages.includes(document.languageId);
    void commands.executeCommand('setContext', 'imbed.noteInFront', isNote);
    return isNote ? ofNote(document) : [];
  });
  const history = listView('imbed.history', load, ({ history: list }) => list());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watching = [
    window.onDidChangeActiveTextEditor(images.refresh),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document !== window.activeTextEditor?.document) return;
      clearTimeout(timer);
      timer = setTimeout(images.refresh, PAUSE_MS);
    }),
  ];
  return {
    refresh() {
      images.refresh();
      history.refresh();
    },
    dispose() {
      clearTimeout(timer);
      for (const one of [images, history, ...watching]) one.dispose();
    },
  };
}

function listView(
  id: string,
  load: () => Promise<Images>,
  list: (images: Images) => Promise<readonly ListedImage[]>,
): Disposable & { refresh(): void } {
  const changed = new EventEmitter<undefined>();
  const provider: TreeDataProvider<ListedImage> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (parent) => (parent === undefined ? [...(await list(await load()))] : []),
    getTreeItem: async (image) => (await load()).item(image),
    async resolveTreeItem(item: TreeItem, image) {
      item.tooltip = await (await load()).tooltip(image);
      return item;
    },
  };
  const view = window.createTreeView(id, { treeDataProvider: provider });
  return {
    refresh: () => changed.fire(undefined),
    dispose() {
      view.dispose();
      changed.dispose();
    },
  };
}
