/** A person's window with a folder of notes and a store, made anew for each test. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type S3Server, startS3Server } from '@imbed/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { activate, deactivate } from '../src/desktop/main.ts';
import { openNote, person, screen, type TextDocument, Uri, window, workspace } from './vscode-stub.ts';

export const user = { name: 'writer', accessKeyId: 'WRITERKEY', secretAccessKey: 'writer-secret' };
export const picture = fileURLToPath(new URL('../../core/fixtures/images/gradient.png', import.meta.url));

export interface Scene {
  readonly server: S3Server;
  /** What the secret storage holds. */
  readonly secrets: Map<string, string>;
  /** Has `notes`, which is open, and `storage`, the extension's own. */
  readonly folder: string;
  /** Into the secret storage, for the store of the tests. */
  giveKeys(profile: string, keys?: object): void;
  /** Of the one profile, `blog`. */
  profile(): Readonly<Record<string, unknown>>;
  /** A window of the editor, with the extension running in it. */
  start(): void;
  closeWindow(): Promise<void>;
  /** A file of the workspace, open in the editor. */
  note(text?: string, name?: string, languageId?: string, cursor?: number): TextDocument;
  /** A file of the workspace; the picture of the tests without a text. */
  file(path: string, text?: string): Uri;
  read(path: string): string;
}

/** For the file of tests that calls it. */
export function sceneOfTests(): Scene {
  const now = {
    ...{ server: undefined as S3Server | undefined, folder: '' },
    ...{ secrets: new Map<string, string>(), memory: new Map<string, unknown>() },
  };
  let subscriptions: { dispose(): void }[] = [];

  const scene: Scene = {
    get server() {
      if (now.server === undefined) throw new Error('no test runs');
      return now.server;
    },
    get secrets() {
      return now.secrets;
    },
    get folder() {
      return now.folder;
    },
    giveKeys: (profile, keys = user) =>
      void now.secrets.set(`keys/${profile}`, JSON.stringify({ [scene.server.endpoint]: keys })),
    profile: () => ({
      ...{ provider: 'custom', bucket: 'my-notes', region: 'us-east-1' },
      endpoint: scene.server.endpoint,
    }),
    start() {
      subscriptions = [];
      const storage = {
        get: async (key: string) => now.secrets.get(key),
        store: async (key: string, value: string) => void now.secrets.set(key, value),
        delete: async (key: string) => void now.secrets.delete(key),
      };
      const globalStorageUri = Uri.file(join(now.folder, 'storage'));
      const memory = {
        get: (key: string) => now.memory.get(key),
        update: async (key: string, value: unknown) => void now.memory.set(key, value),
      };
      const state = { workspaceState: memory, globalState: memory };
      Reflect.apply(activate, undefined, [{ secrets: storage, subscriptions, globalStorageUri, ...state }]);
    },
    async closeWindow() {
      await deactivate();
      for (const one of subscriptions) one.dispose();
    },
    note(text = '', name = 'sea.md', languageId = 'markdown', cursor) {
      const { path } = scene.file(name, text);
      return openNote(path, languageId, text, cursor);
    },
    file(path, text) {
      const file = join(now.folder, 'notes', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text ?? readFileSync(picture));
      return Uri.file(file);
    },
    read: (path) => readFileSync(join(now.folder, 'notes', path), 'utf8'),
  };

  beforeAll(async () => {
    const bucket = { name: 'my-notes', owner: user.name, acl: 'public-read' } as const;
    now.server = await startS3Server({ users: [user], buckets: [bucket] });
  });
  afterAll(() => now.server?.close());

  beforeEach(() => {
    now.folder = mkdtempSync(join(tmpdir(), 'imbed-extension-'));
    mkdirSync(join(now.folder, 'notes/.imbed'), { recursive: true });
    vi.stubEnv('IMBED_CONFIG', join(now.folder, 'config.json'));
    now.secrets = new Map();
    scene.giveKeys('blog');
    now.memory = new Map();
    const configuration = {
      profiles: { blog: scene.profile() },
      languages: ['markdown', 'html'],
      hover: true,
    };
    Object.assign(person, { chooses: [Uri.file(picture)], answers: [], picks: undefined });
    Object.assign(person, { picksInTurn: [], presses: undefined, configuration, ofWorkspace: {} });
    for (const seen of Object.values(screen)) if (Array.isArray(seen)) seen.length = 0;
    screen.problems.clear();
    Object.assign(screen, { clipboard: '', status: '' });
    Object.assign(workspace, { textDocuments: [], isTrusted: true });
    workspace.workspaceFolders = [{ uri: Uri.file(join(now.folder, 'notes')) }];
    Object.assign(window, { activeTextEditor: undefined, visibleTextEditors: [] });
    scene.start();
  });

  afterEach(async () => {
    scene.server.intercept(undefined);
    await scene.closeWindow();
    vi.unstubAllEnvs();
    // What an image leaves behind may still be on its way.
    rmSync(now.folder, { recursive: true, force: true, maxRetries: 5 });
  });

  return scene;
}
