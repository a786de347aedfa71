/**
 * As much of the `vscode` module as the extension's tests touch, written from its published types. `person` says
 * what the person at the screen does, and `screen` what they see.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { stubFiles } from './stub-files.ts';

export { FilePermission, FileSystemError, FileType } from './stub-files.ts';

export const person = {
  chooses: undefined as readonly Uri[] | undefined,
  answers: [] as (string | undefined)[],
  /** Words of the button that is pressed whenever it is offered. */
  presses: undefined as string | undefined,
  /** Words of the item that is picked from a list. */
  picks: undefined as string | undefined,
  configuration: {} as Record<string, unknown>,
};

export const screen = {
  errors: [] as string[],
  warnings: [] as string[],
  messages: [] as string[],
  clipboard: '',
  status: '',
};

export class Uri {
  readonly scheme: string;
  readonly path: string;
  readonly authority = '';

  constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }

  get fsPath() {
    return this.path;
  }

  static file(path: string) {
    return new Uri('file', path);
  }

  static joinPath({ scheme, path }: Uri, ...parts: string[]) {
    return new Uri(scheme, posix.join(path, ...parts));
  }

  toString() {
    return `${this.scheme}://${this.path}`;
  }

  static parse(text: string) {
    const { protocol, pathname } = new URL(text);
    return new Uri(protocol.slice(0, -1), decodeURIComponent(pathname));
  }
}

export class Range {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }
}

type Listener<T> = (event: T) => void;

/** One of the editor's events. */
function createEvent<T>() {
  const listeners = new Set<Listener<T>>();
  return {
    on(listener: Listener<T>) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    fire(event: T) {
      for (const listener of [...listeners]) listener(event);
    },
  };
}

export interface ContentChange {
  readonly range: Range;
  readonly text: string;
}

const textChanged = createEvent<{
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
  edit(change: (builder: { replace(where: Range, text: string): void }) => void): Promise<boolean>;
}

/** Opens a note, in front, with the cursor at its end. */
export function openNote(path: string, languageId: string, text: string): TextDocument {
  const document = new TextDocument(Uri.file(path), languageId, text);
  workspace.textDocuments = [...workspace.textDocuments, document];
  const editor: TextEditor = {
    document,
    get selections() {
      const end = document.getText().length;
      return [new Range(end, end)];
    },
    async edit(change) {
      const changes: ContentChange[] = [];
      change({ replace: (range, text) => void changes.push({ range, text }) });
      document.change(changes);
      return true;
    },
  };
  opened.fire(document);
  window.activeTextEditor = editor;
  window.visibleTextEditors = [editor];
  return document;
}

/** Of documents that are open. */
export class WorkspaceEdit {
  readonly changes = new Map<TextDocument, ContentChange[]>();

  replace(uri: Uri, range: Range, text: string) {
    const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document !== undefined)
      this.changes.set(document, [...(this.changes.get(document) ?? []), { range, text }]);
  }
}

export class DocumentDropOrPasteEditKind {
  static readonly Empty = new DocumentDropOrPasteEditKind('');
  static readonly Text = new DocumentDropOrPasteEditKind('text');
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  append(...parts: string[]) {
    return new DocumentDropOrPasteEditKind([this.value, ...parts].filter((part) => part !== '').join('.'));
  }

  contains(other: DocumentDropOrPasteEditKind) {
    return `${other.value}.`.startsWith(`${this.value}.`);
  }
}

export class DocumentPasteEdit {
  readonly insertText: string;
  yieldTo?: readonly DocumentDropOrPasteEditKind[];

  constructor(insertText: string) {
    this.insertText = insertText;
  }
}

export class DocumentDropEdit extends DocumentPasteEdit {}

export const DocumentPasteTriggerKind = { Automatic: 0, PasteAs: 1 };

/** What the extension registered, to be asked as the editor would. */
export const providers = {
  paste: undefined as unknown,
  drop: undefined as unknown,
  languages: [] as string[],
};

export const languages = {
  registerDocumentPasteEditProvider(selector: readonly { language: string }[], provider: unknown) {
    providers.paste = provider;
    providers.languages = selector.map(({ language }) => language);
    return { dispose: () => undefined };
  },
  registerDocumentDropEditProvider(_selector: unknown, provider: unknown) {
    providers.drop = provider;
    return { dispose: () => undefined };
  },
};

export const StatusBarAlignment = { Left: 1, Right: 2 };

export const ConfigurationTarget = { Global: 1, Workspace: 2 };

export const QuickPickItemKind = { Separator: -1 };

export class MarkdownString {
  readonly value: string;

  constructor(value = '') {
    this.value = value;
  }
}

export const l10n = {
  t: (text: string, ...values: readonly unknown[]) =>
    text.replaceAll(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? '')),
};

export const env = {
  language: 'en',
  clipboard: {
    async writeText(text: string) {
      screen.clipboard = text;
    },
  },
};

const opened = createEvent<TextDocument>();
const configured = createEvent<{ affectsConfiguration(section: string): boolean }>();

export const workspace = {
  fs: stubFiles,
  textDocuments: [] as TextDocument[],
  workspaceFolders: undefined as readonly { readonly uri: Uri }[] | undefined,
  isTrusted: true,
  getConfiguration: () => ({
    get: (key: string) => person.configuration[key],
    inspect: (key: string) => ({ globalValue: person.configuration[key] }),
    async update(key: string, value: unknown) {
      person.configuration = { ...person.configuration, [key]: value };
    },
  }),
  getWorkspaceFolder: ({ path }: Uri) =>
    workspace.workspaceFolders?.find(({ uri }) => path.startsWith(uri.path)),
  async applyEdit({ changes }: WorkspaceEdit) {
    for (const [document, edits] of changes) document.change(edits);
    return true;
  },
  onDidChangeTextDocument: textChanged.on,
  onDidOpenTextDocument: opened.on,
  onDidChangeConfiguration: configured.on,
};

async function shown(list: string[], text: string, buttons: readonly string[]) {
  list.push(text);
  return buttons.find((button) => button === person.presses);
}

export const window = {
  activeTextEditor: undefined as TextEditor | undefined,
  visibleTextEditors: [] as TextEditor[],
  showOpenDialog: async () => person.chooses,
  showInputBox: async () => person.answers.shift(),
  showTextDocument: async () => window.activeTextEditor,
  showErrorMessage: (text: string, ...buttons: string[]) => shown(screen.errors, text, buttons),
  showWarningMessage: (text: string, ...buttons: string[]) => shown(screen.warnings, text, buttons),
  showInformationMessage: (text: string, ...buttons: string[]) => shown(screen.messages, text, buttons),
  createOutputChannel: () => ({ debug() {}, warn() {}, show() {}, dispose() {} }),
  onDidChangeActiveTextEditor: () => ({ dispose: () => undefined }),
  createStatusBarItem: () => ({
    set text(text: string) {
      screen.status = text;
    },
    show() {},
    hide() {},
    dispose() {},
  }),
  async showQuickPick(items: readonly { readonly label: string }[]) {
    return items.find(({ label }) => label.endsWith(person.picks ?? ''));
  },
};

const registered = new Map<string, (...args: unknown[]) => Promise<void>>();

export const commands = {
  registerCommand(id: string, run: () => Promise<void>) {
    registered.set(id, run);
    return { dispose: () => registered.delete(id) };
  },
  async executeCommand(id: string, ...args: unknown[]) {
    if (id === 'undo' || id === 'redo') window.activeTextEditor?.document.step(id);
    else await registered.get(id)?.(...args);
  },
};
