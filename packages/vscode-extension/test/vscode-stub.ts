/**
 * As much of the `vscode` module as the extension's tests touch, written from its published types. `person` says
 * what the person at the screen does, and `screen` what they see.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { stubFiles } from './stub-files.ts';
import { createTreeView } from './stub-views.ts';

export { FilePermission, FileSystemError, FileType } from './stub-files.ts';
export {
  CodeAction,
  CodeActionKind,
  CodeLens,
  EventEmitter,
  Hover,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
} from './stub-views.ts';

export const person = {
  chooses: undefined as readonly Uri[] | undefined,
  answers: [] as (string | undefined)[],
  /** Words of the choice that is made in a list, as far as they tell it from others. */
  picks: undefined as string | undefined,
  /** Words of the button that is pressed whenever it is offered. */
  presses: undefined as string | undefined,
  configuration: {} as Record<string, unknown>,
};

export const screen = {
  errors: [] as string[],
  warnings: [] as string[],
  messages: [] as string[],
  /** Of questions that stand in the way of everything else, with what is said below them. */
  questions: [] as string[],
  clipboard: '',
  status: '',
  /** Addresses that were opened in the browser. */
  opened: [] as string[],
  /** Commands of the editor's own that were run, by name. */
  ran: [] as string[],
  /** Texts that were opened to be read. */
  documents: [] as string[],
  /** Texts that were shown beside each other. */
  differences: [] as string[],
  /** What the editor lists for notes, by path. */
  problems: new Map<string, readonly string[]>(),
};

export class Uri {
  readonly scheme: string;
  readonly path: string;
  readonly authority = '';
  readonly query: string;

  constructor(scheme: string, path: string, query = '') {
    this.scheme = scheme;
    this.path = path;
    this.query = query;
  }

  static from({ scheme, path, query }: { scheme: string; path: string; query: string }) {
    return new Uri(scheme, path, query);
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
    return `${this.scheme}://${this.path}${this.query && `?${this.query}`}`;
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

/** Opens a note, in front, with the cursor at its end, or where `cursor` says. */
export function openNote(path: string, languageId: string, text: string, cursor?: number): TextDocument {
  const document = new TextDocument(Uri.file(path), languageId, text);
  const others = workspace.textDocuments.filter((one) => one.uri.path !== path);
  workspace.textDocuments = [...others, document];
  const editor: TextEditor = {
    document,
    get selections() {
      const end = document.getText().length;
      return [new Range(end, end)];
    },
    get selection() {
      return { active: cursor ?? document.getText().length };
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
  hover: undefined as unknown,
  actions: undefined as unknown,
  lenses: undefined as unknown,
  languages: [] as string[],
};

export const DiagnosticSeverity = { Warning: 1, Information: 2 };

export class Diagnostic {
  readonly range: Range;
  readonly message: string;

  constructor(range: Range, message: string) {
    this.range = range;
    this.message = message;
  }
}

const nothing = { dispose: () => undefined };

export const languages = {
  registerHoverProvider(_selector: unknown, provider: unknown) {
    providers.hover = provider;
    return nothing;
  },
  registerCodeActionsProvider(_selector: unknown, provider: unknown) {
    providers.actions = provider;
    return nothing;
  },
  registerCodeLensProvider(_selector: unknown, provider: unknown) {
    providers.lenses = provider;
    return nothing;
  },
  createDiagnosticCollection: () => ({
    clear: () => screen.problems.clear(),
    set: ({ path }: Uri, found: readonly Diagnostic[]) =>
      void screen.problems.set(
        path,
        found.map(({ range, message }) => `${range.start + 1}: ${message}`),
      ),
  }),
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

export const l10n = {
  t: (text: string, ...values: readonly unknown[]) =>
    text.replaceAll(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? '')),
};

export const UIKind = { Desktop: 1, Web: 2 };

export const env = {
  language: 'en',
  uiKind: 1,
  async openExternal(address: Uri | string) {
    screen.opened.push(address.toString());
  },
  clipboard: {
    async writeText(text: string) {
      screen.clipboard = text;
    },
  },
};

interface ContentProvider {
  provideTextDocumentContent(uri: Uri): string;
}

let content: ContentProvider | undefined;

function textOf(uri: Uri): string {
  return content?.provideTextDocumentContent(uri) ?? '';
}

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
  registerTextDocumentContentProvider(_scheme: string, provider: ContentProvider) {
    content = provider;
    return { dispose: () => undefined };
  },
  async applyEdit({ changes }: WorkspaceEdit) {
    for (const [document, edits] of changes) document.change(edits);
    return true;
  },
  onDidChangeTextDocument: textChanged.on,
  onDidOpenTextDocument: opened.on,
  onDidChangeConfiguration: configured.on,
};

type Shown = readonly [options: string | { readonly detail: string }, ...buttons: string[]] | readonly [];

async function shown(list: string[], text: string, said: Shown) {
  const [options, ...rest] = said;
  if (typeof options === 'object') screen.questions.push(`${text}\n${options.detail}`);
  else list.push(text);
  const buttons = typeof options === 'string' ? [options, ...rest] : rest;
  return buttons.find((button) => button === person.presses);
}

export const ProgressLocation = { Notification: 15 };

export const window = {
  activeTextEditor: undefined as TextEditor | undefined,
  visibleTextEditors: [] as TextEditor[],
  showOpenDialog: async () => person.chooses,
  async showQuickPick(items: readonly { label: string }[], { canPickMany = false } = {}) {
    const picked = items.filter(({ label }) => person.picks !== undefined && label.endsWith(person.picks));
    return canPickMany ? picked : picked[0];
  },
  withProgress: <T>(_options: unknown, work: (progress: unknown, token: unknown) => Promise<T>) =>
    work({ report: () => undefined }, { onCancellationRequested: () => undefined }),
  createTreeView,
  setStatusBarMessage: (text: string) => void screen.messages.push(text),
  tabGroups: { all: [], close: async () => true },
  showInputBox: async () => person.answers.shift(),
  showTextDocument: async () => window.activeTextEditor,
  showErrorMessage: (text: string, ...said: Shown) => shown(screen.errors, text, said),
  showWarningMessage: (text: string, ...said: Shown) => shown(screen.warnings, text, said),
  showInformationMessage: (text: string, ...said: Shown) => shown(screen.messages, text, said),
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
};

const registered = new Map<string, (...args: unknown[]) => Promise<void>>();

export const commands = {
  registerCommand(id: string, run: () => Promise<void>) {
    registered.set(id, run);
    return { dispose: () => registered.delete(id) };
  },
  async executeCommand(id: string, ...args: unknown[]) {
    screen.ran.push(id);
    if (id === 'markdown.showPreview') screen.documents.push(textOf(args[0] as Uri));
    else if (id === 'vscode.diff')
      screen.differences.push(
        args
          .slice(0, 2)
          .map((uri) => textOf(uri as Uri))
          .join(' => '),
      );
    else if (id === 'undo' || id === 'redo') window.activeTextEditor?.document.step(id);
    else await registered.get(id)?.(...args);
  },
};
