/** As much of the `vscode` module as the extension's tests touch, written from its published types. */
import { type ContentChange, TextDocument, type TextEditor, textChanged } from './stub-documents.ts';
import { stubFiles } from './stub-files.ts';
import { person, screen } from './stub-person.ts';
import { ConfigurationTarget, createEvent, type Diagnostic, Range, Uri } from './stub-values.ts';
import { createTreeView } from './stub-views.ts';

export { TextDocument, TextDocumentChangeReason, type TextEditor } from './stub-documents.ts';
export { FilePermission, FileSystemError, FileType } from './stub-files.ts';
export { person, screen } from './stub-person.ts';
export {
  ConfigurationTarget,
  Diagnostic,
  DiagnosticSeverity,
  DocumentDropEdit,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  DocumentPasteTriggerKind,
  QuickPickItemKind,
  Range,
  StatusBarAlignment,
  UIKind,
  Uri,
} from './stub-values.ts';
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

/** What the extension registered, to be asked as the editor would. */
export const providers = {
  paste: undefined as unknown,
  drop: undefined as unknown,
  hover: undefined as unknown,
  actions: undefined as unknown,
  lenses: undefined as unknown,
  languages: [] as string[],
};

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

export const l10n = {
  t: (text: string, ...values: readonly unknown[]) =>
    text.replaceAll(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? '')),
};

export const env = {
  language: 'en',
  /** Of the window's other computer, where it has one. */
  remoteName: undefined as string | undefined,
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
/** Told by tests that need it. */
export const comeInFront = createEvent<TextEditor | undefined>();
const configured = createEvent<{ affectsConfiguration(section: string): boolean }>();

/** Objects of several places are one to who reads them. */
function merged(user: unknown, workspace: unknown): unknown {
  const areObjects = [user, workspace].every((one) => typeof one === 'object' && !Array.isArray(one));
  return areObjects ? Object.assign({}, user, workspace) : (workspace ?? user);
}

export const workspace = {
  fs: stubFiles,
  textDocuments: [] as TextDocument[],
  workspaceFolders: undefined as readonly { readonly uri: Uri }[] | undefined,
  isTrusted: true,
  getConfiguration: () => ({
    get: (key: string) => merged(person.configuration[key], person.ofWorkspace[key]),
    inspect: (key: string) => ({
      globalValue: person.configuration[key],
      workspaceValue: person.ofWorkspace[key],
    }),
    async update(key: string, value: unknown, target?: number) {
      const place = target === ConfigurationTarget.Workspace ? 'ofWorkspace' : 'configuration';
      person[place] = { ...person[place], [key]: value };
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
  async showQuickPick(
    items: readonly { label: string; detail?: string }[],
    { canPickMany = false, title = '' } = {},
  ) {
    screen.lists.push(title);
    screen.details.push(...items.flatMap(({ detail }) => detail ?? []));
    const wanted =
      person.picksInTurn.length > 0 ? person.picksInTurn.shift() : (person.picks ?? person.presses);
    const picked = items.filter(({ label }) => wanted !== undefined && label.endsWith(wanted));
    return canPickMany ? picked : picked[0];
  },
  withProgress: <T>(_options: unknown, work: (progress: unknown, token: unknown) => Promise<T>) =>
    work({ report: () => undefined }, { onCancellationRequested: () => undefined }),
  createTreeView,
  setStatusBarMessage: (text: string) => void screen.messages.push(text),
  tabGroups: { all: [], close: async () => true },
  async showInputBox({ title = '' }: { readonly title?: string }) {
    screen.asked.push(title);
    return person.answers.shift();
  },
  showTextDocument: async () => window.activeTextEditor,
  showErrorMessage: (text: string, ...said: Shown) => shown(screen.errors, text, said),
  showWarningMessage: (text: string, ...said: Shown) => shown(screen.warnings, text, said),
  showInformationMessage: (text: string, ...said: Shown) => shown(screen.messages, text, said),
  createOutputChannel: () => ({ debug() {}, warn() {}, show() {}, dispose() {} }),
  onDidChangeActiveTextEditor: comeInFront.on,
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
