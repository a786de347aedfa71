import './dom.ts';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as commands from '@codemirror/commands';
import * as state from '@codemirror/state';
import * as view from '@codemirror/view';
import type * as O from 'obsidian';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { App, type HostOptions, Plugin } from './app.ts';
import { uncaught } from './events.ts';
import { MarkdownView } from './markdown-view.ts';
import { obsidianModule } from './obsidian-module.ts';
import { openMenus, openModals, shownNotices } from './ui.ts';

const usual: HostOptions = {
  platform: 'desktop',
  language: 'en',
  attachmentFolder: 'assets',
  useMarkdownLinks: false,
};
const pluginFolder = '.obsidian/plugins/imbed';

/** An app on a vault of its own, with the plugin in it as people install it. */
export interface Host {
  readonly app: App;
  readonly vaultPath: string;
  /** What the plugin asked for and Obsidian has not. On a phone nothing of the kind is there. */
  readonly missedModules: readonly string[];
  readonly plugin: Plugin;
  write(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  open(path: string, options?: { readonly newPane: boolean }): Promise<MarkdownView>;
  run(command: string): void;
  /** What Obsidian does when `data.json` was changed by something else than the plugin. */
  settingsChanged(): Promise<void>;
  /** The commands that the palette shows now. */
  available(): readonly string[];
}

export interface HostInit extends Partial<HostOptions> {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** What `data.json` holds. */
  readonly data?: unknown;
  readonly secrets?: Readonly<Record<string, string>>;
}

/**
 * Builds the plugin as it is released and starts it in as many apps as a test asks for. All are gone after it, and
 * nothing may have been thrown past the plugin.
 */
export function hosts(): (init?: HostInit) => Promise<Host> {
  let built = '';
  const running: Host[] = [];
  beforeAll(() => {
    built = mkdtempSync(join(tmpdir(), 'imbed-obsidian-'));
    execFileSync(process.execPath, ['build.mjs', built], { cwd: join(import.meta.dirname, '../..') });
  });
  afterEach(async () => {
    const stopped = running.splice(0);
    for (const { plugin, app } of stopped) {
      for (const leaf of app.workspace.getLeavesOfType('markdown')) await leaf.detach();
      plugin.unload();
    }
    for (const { vaultPath } of stopped) rmSync(vaultPath, { recursive: true, force: true, maxRetries: 3 });
    shownNotices.length = 0;
    openModals.length = 0;
    openMenus.length = 0;
    document.body.replaceChildren();
    expect(uncaught.splice(0)).toEqual([]);
  });
  afterAll(() => rmSync(built, { recursive: true }));
  return async (init = {}) => {
    const host = await start(built, init);
    running.push(host);
    return host;
  };
}

async function start(built: string, { files = {}, data, secrets = {}, ...options }: HostInit): Promise<Host> {
  const vaultPath = mkdtempSync(join(tmpdir(), 'imbed-vault-'));
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(vaultPath, path)), { recursive: true });
    writeFileSync(join(vaultPath, path), content);
  };
  for (const [path, content] of Object.entries(files)) put(path, content);
  for (const name of ['main.js', 'manifest.json', 'styles.css'])
    put(`${pluginFolder}/${name}`, readFileSync(join(built, name)));
  if (data !== undefined) put(`${pluginFolder}/data.json`, JSON.stringify(data));
  const chosen = { ...usual, ...options };
  const app = new App(vaultPath, chosen);
  for (const [id, secret] of Object.entries(secrets)) app.secretStorage.setSecret(id, secret);
  const missedModules: string[] = [];
  const plugin = await load(app, chosen, missedModules);
  return {
    ...{ app, vaultPath, missedModules, plugin },
    write(path, content) {
      put(path, content);
      app.vault.refresh();
    },
    read: (path) => readFileSync(join(vaultPath, path), 'utf8'),
    open: (path, { newPane } = { newPane: false }) => openNote(app, path, newPane),
    run: (id) => runCommand(app, id),
    settingsChanged: async () => {
      await plugin.onExternalSettingsChange();
    },
    available: () => app.commands.filter((command) => isAvailable(app, command)).map(({ name }) => name),
  };
}

/**
 * As Obsidian does it: the file is wrapped into a function that gets `require`, `module` and `exports`, its default
 * export is the plugin, and what it requires is what Obsidian hands out. The rest is Node's on the desktop, and
 * nothing at all on a phone.
 */
async function load(app: App, options: HostOptions, missed: string[]): Promise<Plugin> {
  const manifest: O.PluginManifest = JSON.parse(
    await app.vault.adapter.read(`${pluginFolder}/manifest.json`),
  );
  const code = await app.vault.adapter.read(`${pluginFolder}/main.js`);
  const shared: Readonly<Record<string, unknown>> = {
    obsidian: obsidianModule(options),
    '@codemirror/commands': commands,
    '@codemirror/state': state,
    '@codemirror/view': view,
  };
  const require = (id: string) => {
    if (shared[id] === undefined) missed.push(id);
    return shared[id];
  };
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const run = new Function('require', 'module', 'exports', `${code}\n//# sourceURL=plugin:${manifest.id}`);
  run(require, module, module.exports);
  const Class = module.exports['default'];
  if (typeof Class !== 'function') throw new Error('main.js exports no plugin');
  const plugin: unknown = Reflect.construct(Class, [app, { ...manifest, dir: pluginFolder }]);
  if (!(plugin instanceof Plugin)) throw new Error('what main.js exports is no plugin');
  await plugin.load();
  return plugin;
}

async function openNote(app: App, path: string, newPane: boolean): Promise<MarkdownView> {
  const file = app.vault.getFileByPath(path);
  if (file === null) throw new Error(`no such note: ${path}`);
  const leaf = app.workspace.getLeaf(newPane);
  await leaf.openFile(file);
  if (!(leaf.view instanceof MarkdownView)) throw new Error('the note was not opened');
  return leaf.view;
}

function runCommand(app: App, id: string): void {
  const command = app.commands.find((one) => one.id === `imbed:${id}`);
  if (command === undefined) throw new Error(`no such command: ${id}`);
  if (!isAvailable(app, command)) throw new Error(`the palette does not show it now: ${id}`);
  const view = app.workspace.getActiveViewOfType(MarkdownView) ?? undefined;
  command.checkCallback?.(false);
  command.callback?.();
  if (view === undefined) return;
  // The host's own objects stand for Obsidian's.
  const args = [view.editor, view] as never[];
  Reflect.apply(command.editorCallback ?? (() => undefined), undefined, args);
  Reflect.apply(command.editorCheckCallback ?? (() => undefined), undefined, [false, ...args] as never[]);
}

function isAvailable({ workspace }: App, command: O.Command): boolean {
  const view = workspace.getActiveViewOfType(MarkdownView) ?? undefined;
  if (command.checkCallback) return command.checkCallback(true) === true;
  if (command.editorCheckCallback)
    return (
      view !== undefined &&
      Reflect.apply(command.editorCheckCallback, undefined, [true, view.editor, view]) === true
    );
  return command.editorCallback === undefined || view !== undefined;
}
