import type { Extension } from '@codemirror/state';
import type * as O from 'obsidian';
import { Component, guarded } from './events.ts';
import type { TFile } from './files.ts';
import type { ItemView } from './item-view.ts';
import { MetadataCache } from './metadata-cache.ts';
import { strict } from './strict.ts';
import type { PluginSettingTab } from './ui.ts';
import { Vault } from './vault.ts';
import { Workspace, type WorkspaceLeaf } from './workspace.ts';

/** Choices of the person who uses the app. */
export interface HostOptions {
  readonly platform: 'desktop' | 'ios' | 'android';
  readonly language: string;
  /** Obsidian's setting "Default location for new attachments": a folder of the vault, `/` for its root, `./x` beside the note. */
  readonly attachmentFolder: string;
  readonly useMarkdownLinks: boolean;
}

export class App {
  readonly vault: Vault;
  readonly workspace: Workspace;
  readonly fileManager: FileManager;
  readonly metadataCache: MetadataCache;
  readonly secretStorage = strict(new SecretStorage(), 'SecretStorage');
  readonly commands: O.Command[] = [];
  readonly tabs: PluginSettingTab[] = [];
  readonly statusBar: HTMLElement[] = [];
  readonly ribbon: HTMLElement[] = [];
  readonly postProcessors: O.MarkdownPostProcessor[] = [];
  readonly options: HostOptions;

  constructor(vaultPath: string, options: HostOptions) {
    this.options = options;
    this.vault = strict(new Vault(vaultPath), 'Vault');
    this.workspace = strict(new Workspace(this), 'Workspace');
    this.metadataCache = strict(new MetadataCache(this.vault), 'MetadataCache');
    this.fileManager = strict(new FileManager(this.vault, options), 'FileManager');
  }
}

export class FileManager {
  readonly #vault: Vault;
  readonly #options: HostOptions;

  constructor(vault: Vault, options: HostOptions) {
    this.#vault = vault;
    this.#options = options;
  }

  async getAvailablePathForAttachment(name: string, sourcePath = ''): Promise<string> {
    const attachmentFolder = this.#options.attachmentFolder.replace(/^\.\/?/, () =>
      sourcePath.replace(/[^/]*$/, ''),
    );
    const folder = ['', '/'].includes(attachmentFolder) ? '' : `${attachmentFolder.replace(/\/$/, '')}/`;
    if (folder !== '' && this.#vault.getFolderByPath(folder.slice(0, -1)) === null)
      await this.#vault.createFolder(folder.slice(0, -1));
    const dot = name.lastIndexOf('.');
    for (let count = 0; ; count++) {
      const path = `${folder}${name.slice(0, dot)}${count === 0 ? '' : ` ${count}`}${name.slice(dot)}`;
      if (this.#vault.getFileByPath(path) === null) return path;
    }
  }

  generateMarkdownLink(file: TFile, _sourcePath: string, subpath = '', alias = ''): string {
    const isImage = /^(?:png|jpe?g|gif|webp|svg|avif|bmp)$/i.test(file.extension);
    const bang = isImage ? '!' : '';
    if (this.#options.useMarkdownLinks) return `${bang}[${alias}](${encodeURI(file.path)}${subpath})`;
    return `${bang}[[${file.name}${subpath}${alias === '' ? '' : `|${alias}`}]]`;
  }
}

export class SecretStorage {
  readonly #secrets = new Map<string, string>();

  setSecret(id: string, secret: string): void {
    if (!/^[a-z0-9-]+$/.test(id)) throw new Error('Invalid secret ID');
    this.#secrets.set(id, secret);
  }

  getSecret(id: string): string | null {
    return this.#secrets.get(id) ?? null;
  }

  listSecrets(): string[] {
    return [...this.#secrets.keys()];
  }
}

export abstract class Plugin extends Component {
  readonly app: App;
  readonly manifest: O.PluginManifest;
  settings?: unknown;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(app: App, manifest: O.PluginManifest) {
    super();
    this.app = app;
    this.manifest = manifest;
  }

  get #dataPath(): string {
    return `${this.manifest.dir}/data.json`;
  }

  onExternalSettingsChange(): unknown {
    return undefined;
  }

  loadData(): Promise<unknown> {
    const { adapter } = this.app.vault;
    return this.#busy(async () =>
      (await adapter.exists(this.#dataPath)) ? JSON.parse(await adapter.read(this.#dataPath)) : null,
    );
  }

  saveData(data: unknown): Promise<void> {
    return this.#busy(() => this.app.vault.adapter.write(this.#dataPath, JSON.stringify(data, null, 2)));
  }

  /** Resolves when the plugin has what it reads of its settings, and what it writes then is written. */
  async hasSettings(): Promise<void> {
    while (this.#underWay.size > 0) {
      await Promise.allSettled(this.#underWay);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  async #busy<T>(work: () => Promise<T>): Promise<T> {
    const mine = work();
    this.#underWay.add(mine);
    return mine.finally(() => this.#underWay.delete(mine));
  }

  addCommand(command: O.Command): O.Command {
    const { commands } = this.app;
    const added = { ...command, id: `${this.manifest.id}:${command.id}` };
    commands.push(added);
    this.register(() => commands.splice(commands.indexOf(added), 1));
    return added;
  }

  addRibbonIcon(icon: string, title: string, run: (event: MouseEvent) => unknown): HTMLElement {
    const { ribbon } = this.app;
    const element = createDiv({ attr: { 'aria-label': title, 'data-icon': icon } });
    element.addEventListener('click', (event) => guarded(() => run(event)));
    ribbon.push(element);
    this.register(() => ribbon.splice(ribbon.indexOf(element), 1));
    return element;
  }

  addStatusBarItem(): HTMLElement {
    const { statusBar, options } = this.app;
    if (options.platform !== 'desktop') throw new Error('there is no status bar on phones');
    const element = document.body.createDiv('status-bar-item');
    statusBar.push(element);
    this.register(() => {
      statusBar.splice(statusBar.indexOf(element), 1);
      element.remove();
    });
    return element;
  }

  registerView(type: string, create: (leaf: WorkspaceLeaf) => ItemView): void {
    const { workspace } = this.app;
    workspace.viewTypes.set(type, create);
    this.register(async () => {
      for (const leaf of workspace.getLeavesOfType(type)) await leaf.detach();
      workspace.viewTypes.delete(type);
    });
  }

  registerMarkdownPostProcessor(postProcessor: O.MarkdownPostProcessor): O.MarkdownPostProcessor {
    const { postProcessors } = this.app;
    postProcessors.push(postProcessor);
    this.register(() => postProcessors.splice(postProcessors.indexOf(postProcessor), 1));
    return postProcessor;
  }

  addSettingTab(tab: PluginSettingTab): void {
    const { tabs } = this.app;
    tabs.push(tab);
    this.register(() => tabs.splice(tabs.indexOf(tab), 1));
  }

  registerEditorExtension(extension: Extension): void {
    const { workspace } = this.app;
    workspace.extensions = [...workspace.extensions, extension];
    workspace.updateOptions();
    this.register(() => {
      workspace.extensions = workspace.extensions.filter((one) => one !== extension);
      workspace.updateOptions();
    });
  }
}
