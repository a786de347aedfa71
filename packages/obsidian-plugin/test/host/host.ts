import './page.ts';
import './dom.ts';
import './no-layout.ts';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, inject } from 'vitest';
import type {} from '../built.ts';
import { App, type HostOptions, type Plugin } from './app.ts';
import { uncaught } from './events.ts';
import { isAvailable, loadPlugin, openNote, pluginFolder, runCommand } from './loader.ts';
import type { MarkdownView } from './markdown-view.ts';
import { openMenus, openModals, shownNotices } from './ui.ts';

const usual: HostOptions = {
  platform: 'desktop',
  language: 'en',
  attachmentFolder: 'assets',
  useMarkdownLinks: false,
};

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
 * Starts the plugin as it is released in as many apps as a test asks for. All are gone after it, and
 * nothing may have been thrown past the plugin.
 */
export function hosts(): (init?: HostInit) => Promise<Host> {
  const running: Host[] = [];
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
  return async (init = {}) => {
    const host = await start(inject('builtPlugin'), init);
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
  const plugin = await loadPlugin(app, chosen, missedModules);
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
