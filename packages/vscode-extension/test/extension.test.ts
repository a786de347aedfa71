import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type S3Server, startS3Server } from '@imbed/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { activate } from '../src/desktop/main.ts';
import {
  commands,
  type DocumentPasteEdit,
  DocumentPasteTriggerKind,
  openNote,
  person,
  providers,
  Range,
  screen,
  type TextDocument,
  Uri,
  window,
  workspace,
} from './vscode-stub.ts';

const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
const picture = fileURLToPath(new URL('../../core/fixtures/images/gradient.png', import.meta.url));
const linked = /!\[gradient\]\((http[^)]+)\)/;

let server: S3Server;
let secrets: Map<string, string>;
let memory: Map<string, unknown>;
let folder: string;
let subscriptions: { dispose(): void }[];

beforeAll(async () => {
  const bucket = { name: 'my-notes', owner: user.name, acl: 'public-read' } as const;
  server = await startS3Server({ users: [user], buckets: [bucket] });
});
afterAll(() => server.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imbed-extension-'));
  mkdirSync(join(folder, 'notes/.imbed'), { recursive: true });
  vi.stubEnv('IMBED_CONFIG', join(folder, 'config.json'));
  memory = new Map();
  secrets = new Map([['keys/blog', JSON.stringify(user)]]);
  person.chooses = [Uri.file(picture)];
  person.answers = [];
  person.presses = undefined;
  person.configuration = { profiles: { blog: profile() }, languages: ['markdown', 'html'] };
  Object.assign(screen, { errors: [], warnings: [], messages: [], clipboard: '' });
  workspace.textDocuments = [];
  workspace.workspaceFolders = [{ uri: Uri.file(join(folder, 'notes')) }];
  window.activeTextEditor = undefined;
  window.visibleTextEditors = [];
  start();
});

/** A window of the editor, with the extension running in it. */
function start(): void {
  subscriptions = [];
  const storage = {
    get: async (key: string) => secrets.get(key),
    store: async (key: string, value: string) => void secrets.set(key, value),
  };
  Reflect.apply(activate, undefined, [
    {
      ...{ secrets: storage, subscriptions, globalStorageUri: Uri.file(join(folder, 'storage')) },
      workspaceState: memento(memory),
      globalState: memento(memory),
    },
  ]);
}

function memento(values: Map<string, unknown>) {
  return {
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}

function closeWindow(): void {
  for (const one of subscriptions) one.dispose();
}

afterEach(() => {
  server.intercept(undefined);
  closeWindow();
  vi.unstubAllEnvs();
  // What an image leaves behind may still be on its way.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function profile() {
  return { provider: 'custom', bucket: 'my-notes', endpoint: server.endpoint, region: 'us-east-1' };
}

/** A file of the workspace, open in the editor. */
function note(text = '', name = 'sea.md', languageId = 'markdown'): TextDocument {
  const path = join(folder, 'notes', name);
  writeFileSync(path, text);
  return openNote(path, languageId, text);
}

interface Transferred {
  readonly type: string;
  readonly text?: string;
  readonly file?: string;
}

const pastedPicture: Transferred = { type: 'image/png', file: picture };

function transferOf(items: readonly Transferred[]) {
  const entries = items.map(({ type, text, file }) => {
    const asFile = () =>
      file && { name: 'gradient.png', data: async () => new Uint8Array(readFileSync(file)) };
    return [type, { asString: async () => text ?? '', asFile }] as const;
  });
  return Object.assign([...entries], { get: (type: string) => new Map(entries).get(type) });
}

const token = { isCancellationRequested: false };

/** What VS Code does when somebody pastes: the edit, and that it was put into the note, unless it yields. */
async function paste(
  document: TextDocument,
  items: readonly Transferred[] = [pastedPicture],
  triggerKind = DocumentPasteTriggerKind.Automatic,
): Promise<DocumentPasteEdit | undefined> {
  const context = { only: undefined, triggerKind };
  const { provideDocumentPasteEdits: provide } = Object(providers.paste);
  const [edit] = (await provide(document, [], transferOf(items), context, token)) ?? [];
  if (edit !== undefined && edit.yieldTo === undefined) insert(document, edit.insertText);
  return edit;
}

function insert(document: TextDocument, text: string): void {
  const end = document.getText().length;
  document.change([{ range: new Range(end, end), text }]);
}

describe('pasting', () => {
  it('puts a link into the note that anyone can follow', async () => {
    const document = note('text ');
    await paste(document);
    expect(document.getText()).toMatch(/^text !\[Uploading gradient\.png…\]\(imbed-upload:\w{12}\)$/);
    await vi.waitUntil(() => linked.test(document.getText()));
    const answer = await fetch(linked.exec(document.getText())?.[1] ?? '');
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(picture))).toBe(true);
  });

  it('that is offered and not taken uploads nothing', async () => {
    const before = server.requests.length;
    const { provideDocumentPasteEdits: provide } = Object(providers.paste);
    await provide(note(), [], transferOf([pastedPicture]), {}, token);
    expect(server.requests.length).toBe(before);
  });

  it('is taken back in one step', async () => {
    const document = note('text ');
    await paste(document);
    await vi.waitUntil(() => linked.test(document.getText()));
    document.step('undo');
    await vi.waitUntil(() => document.getText() === 'text ');
    document.step('redo');
    await vi.waitUntil(() => linked.test(document.getText()));
  });

  it('of cells is offered behind the text, unless the picture is asked for', async () => {
    const items = [pastedPicture, { type: 'text/plain', text: '1\t2' }];
    expect((await paste(note(), items))?.yieldTo).toEqual([expect.objectContaining({ value: 'text' })]);
    expect((await paste(note(), items, DocumentPasteTriggerKind.PasteAs))?.yieldTo).toBeUndefined();
  });

  it('of text alone is left to VS Code', async () => {
    expect(await paste(note(), [{ type: 'text/plain', text: 'words' }])).toBeUndefined();
  });

  it.each(['---\nimbed: off\n---\n', '---\nimbed: local\n---\n'])(
    'does as the note says: %j',
    async (head) => {
      const document = note(head);
      const edit = await paste(document);
      if (head.includes('off')) expect(edit).toBeUndefined();
      else await vi.waitUntil(() => document.getText() === `${head}![gradient](assets/gradient.png)`);
    },
  );

  it('is left to VS Code as long as nothing is set up, without a word', async () => {
    person.configuration = {};
    expect(await paste(note())).toBeUndefined();
    expect(screen.errors).toEqual([]);
  });

  it('is left to VS Code when the settings make no sense, and that is said', async () => {
    person.configuration = { profiles: { blog: { ...profile(), buckte: 'x' } } };
    expect(await paste(note())).toBeUndefined();
    await vi.waitUntil(() => screen.errors.length === 1);
  });

  it('uses the configuration of the command line where the editor has none', async () => {
    const credentials = { source: 'inline', ...user, name: undefined };
    writeFileSync(
      join(folder, 'config.json'),
      JSON.stringify({ version: 1, profiles: { shared: { ...profile(), credentials } } }),
    );
    person.configuration = { languages: ['markdown'] };
    const document = note();
    await paste(document);
    await vi.waitUntil(() => linked.test(document.getText()));
  });

  it('keeps the picture beside the note when it cannot be stored, and says why', async () => {
    server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    const document = note();
    await paste(document);
    await vi.waitUntil(() => document.getText() === '![gradient](assets/gradient.png)');
    expect(readFileSync(join(folder, 'notes/assets/gradient.png')).equals(readFileSync(picture))).toBe(true);
    expect(readFileSync(join(folder, 'notes/.imbed/ledger.jsonl'), 'utf8')).toContain('"type":"pending"');
    await vi.waitUntil(() => screen.warnings.length === 1);
    expect(screen.warnings[0]).toMatch(/^The image is kept beside the note/);
  });

  it('goes on in the next window when this one is closed during the upload', async () => {
    server.intercept(() => ({ kind: 'stall', until: new Promise(() => undefined) }));
    const document = note();
    await paste(document);
    const shelf = join(folder, 'storage/on-the-way');
    const shelved = () => (existsSync(shelf) ? readdirSync(shelf) : []);
    await vi.waitUntil(() =>
      shelved().some((name) => statSync(join(shelf, name)).size > statSync(picture).size),
    );
    closeWindow();
    workspace.textDocuments = [];
    server.intercept(undefined);
    start();
    const again = note(document.getText());
    await vi.waitUntil(() => linked.test(again.getText()));
    await vi.waitUntil(() => shelved().length === 0);
  });

  it('that ends nowhere leaves no trace, and can be tried again', async () => {
    server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    workspace.workspaceFolders = undefined;
    const document = openNote('/nowhere/sea.md', 'markdown', '');
    Object.assign(document, { uri: new Uri('vscode-vfs', '/nowhere/sea.md') });
    const before = document.getText();
    person.presses = 'Retry';
    await paste(document);
    await vi.waitUntil(() => screen.errors.length > 0);
    server.intercept(undefined);
    await vi.waitUntil(() => linked.test(document.getText()));
    expect([before, readdirSync(join(folder, 'notes'))]).toEqual(['', ['.imbed']]);
  });
});

describe('dropping', () => {
  it('takes files of the explorer by their address', async () => {
    const document = note();
    const transfer = transferOf([{ type: 'text/uri-list', text: `file://${picture}\r\nfile:///a.txt` }]);
    const edit = await Object(providers.drop).provideDocumentDropEdits(document, 0, transfer, token);
    insert(document, edit.insertText);
    await vi.waitUntil(() => linked.test(document.getText()));
  });
});

describe('the command', () => {
  it('puts links to the chosen images where the cursor is', async () => {
    const document = note('text ');
    await commands.executeCommand('imbed.uploadImage');
    await vi.waitUntil(() => linked.test(document.getText()));
    expect(document.getText()).toMatch(/^text !/);
  });

  it('asks for keys once and then remembers them', async () => {
    secrets.clear();
    person.answers = [user.accessKeyId, user.secretAccessKey, ''];
    const document = note();
    await commands.executeCommand('imbed.uploadImage');
    await commands.executeCommand('imbed.uploadImage');
    await vi.waitUntil(() => document.getText().split('![gradient]').length === 3);
    expect([screen.errors, person.answers, secrets.size]).toEqual([[], [], 1]);
  });

  it('uploads nothing and shows no error when no keys are given', async () => {
    secrets.clear();
    const before = server.requests.length;
    person.answers = [user.accessKeyId, undefined];
    const document = note();
    await commands.executeCommand('imbed.uploadImage');
    expect([server.requests.length, screen.errors, document.getText()]).toEqual([before, [], '']);
  });

  it('leaves who chooses no image alone', async () => {
    person.chooses = undefined;
    const document = note();
    await commands.executeCommand('imbed.uploadImage');
    expect([screen.errors, document.getText()]).toEqual([[], '']);
  });

  it('puts links into the clipboard where there is no note', async () => {
    await commands.executeCommand('imbed.uploadImage');
    expect(screen.clipboard).toMatch(linked);
    expect(screen.messages).toHaveLength(1);
  });

  it('puts links to files of the explorer into the clipboard', async () => {
    const document = note();
    await commands.executeCommand('imbed.uploadFiles', Uri.file(picture), undefined);
    expect([linked.test(screen.clipboard), document.getText()]).toEqual([true, '']);
  });

  it('replaces wrong keys and goes on', async () => {
    secrets.set('keys/blog', JSON.stringify({ ...user, secretAccessKey: 'wrong' }));
    person.answers = [user.accessKeyId, user.secretAccessKey, ''];
    await commands.executeCommand('imbed.setKeys');
    await commands.executeCommand('imbed.uploadImage');
    expect([screen.errors, linked.test(screen.clipboard)]).toEqual([[], true]);
  });

  it('names a store that has closed as closed', async () => {
    person.configuration = { profiles: { blog: { provider: 'meituan-mss', bucket: 'my-notes' } } };
    await commands.executeCommand('imbed.uploadImage');
    await vi.waitUntil(() => screen.errors.length > 0);
    expect(screen.errors[0]).toMatch(/^This storage service no longer exists/);
  });
});

describe('the status', () => {
  it('names the profile at once, with nothing loaded for it', () => {
    expect(screen.status).toBe('$(cloud-upload) blog');
  });

  it('tells how many images wait, also in the next window', async () => {
    server.intercept(() => ({ kind: 'refuse', code: 'AccessDenied', status: 403 }));
    await paste(note());
    await vi.waitUntil(() => screen.status === '$(cloud-upload) blog $(clock) 1');
    closeWindow();
    screen.status = '';
    start();
    expect(screen.status).toBe('$(cloud-upload) blog $(clock) 1');
  });

  it('lets a person choose another profile and another mode', async () => {
    const profiles = { blog: profile(), work: profile() };
    person.configuration = { ...person.configuration, profiles, defaultProfile: 'blog' };
    person.picks = 'work';
    await commands.executeCommand('imbed.switch');
    expect([person.configuration['defaultProfile'], screen.status]).toEqual(['work', '$(cloud-upload) work']);
    person.picks = 'Images stay beside the note.';
    await commands.executeCommand('imbed.switch');
    expect(person.configuration['storage.mode']).toBe('local');
  });
});
