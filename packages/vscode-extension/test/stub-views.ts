/** What the editor shows beside the text: hovers, actions, lists. */

export class MarkdownString {
  value: string;
  isTrusted: { readonly enabledCommands: readonly string[] } | undefined;

  constructor(value = '') {
    this.value = value;
  }

  appendMarkdown(text: string) {
    this.value += text;
    return this;
  }
}

export class Hover {
  readonly contents: MarkdownString;

  constructor(contents: MarkdownString) {
    this.contents = contents;
  }
}

export class CodeActionKind {
  static readonly Empty = new CodeActionKind();

  append() {
    return this;
  }
}

export class CodeAction {
  readonly title: string;
  command: unknown;

  constructor(title: string) {
    this.title = title;
  }
}

export class CodeLens {
  readonly command: { readonly title: string };

  constructor(_range: unknown, command: { readonly title: string }) {
    this.command = command;
  }
}

export class ThemeColor {}

export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class TreeItem {
  readonly label: string;
  description = '';
  contextValue = '';
  iconPath: ThemeIcon | undefined;
  tooltip: MarkdownString | undefined;

  constructor(label: string) {
    this.label = label;
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(event: T) => void>();

  readonly event = (listener: (event: T) => void) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(event: T) {
    for (const listener of this.#listeners) listener(event);
  }

  dispose() {
    this.#listeners.clear();
  }
}

interface TreeData {
  getChildren(parent?: unknown): Promise<readonly unknown[]>;
  getTreeItem(row: unknown): Promise<TreeItem>;
  resolveTreeItem(item: TreeItem, row: unknown): Promise<TreeItem>;
}

const lists = new Map<string, TreeData>();

export function createTreeView(id: string, { treeDataProvider }: { readonly treeDataProvider: TreeData }) {
  lists.set(id, treeDataProvider);
  return { dispose: () => lists.delete(id) };
}

/** The rows of a list as somebody sees them who rests the mouse on each, and what menus get of them. */
export async function rowsOf(id: string) {
  const data = lists.get(id);
  const rows = (await data?.getChildren()) ?? [];
  return Promise.all(
    rows.map(async (row) => {
      const item = await data?.getTreeItem(row);
      if (data === undefined || item === undefined) throw new Error(`there is no list ${id}`);
      return { row, item: await data.resolveTreeItem(item, row) };
    }),
  );
}
