import '../host/dom.ts';
import { App, type HostOptions, type Plugin } from '../host/app.ts';
import { uncaught } from '../host/events.ts';
import { isAvailable, type LoadTimes, loadPlugin, openNote, runCommand } from '../host/loader.ts';
import { MarkdownView } from '../host/markdown-view.ts';
import { shownNotices } from '../host/ui.ts';
import { drawPage } from './draw-page.ts';

export interface StartInit extends HostOptions {
  readonly vaultPath: string;
  readonly secrets: Readonly<Record<string, string>>;
}

let running: { readonly app: App; readonly plugin: Plugin; readonly missed: readonly string[] } | undefined;

function host() {
  if (running === undefined) throw new Error('the host was not started');
  return running;
}

/** The app in this page, for whoever drives it. */
const driver = {
  async start({ vaultPath, secrets, ...options }: StartInit): Promise<LoadTimes> {
    const app = new App(vaultPath, options);
    for (const [id, secret] of Object.entries(secrets)) app.secretStorage.setSecret(id, secret);
    const missed: string[] = [];
    let took: LoadTimes = { fileMs: 0, onloadMs: 0 };
    const plugin = await loadPlugin(app, options, missed, (times) => {
      took = times;
    });
    running = { app, plugin, missed };
    drawPage(app, (path) => driver.open(path));
    return took;
  },
  async open(path: string, newPane = false): Promise<void> {
    const view = await openNote(host().app, path, newPane);
    view.editor.focus();
    view.editor.setCursor(view.editor.offsetToPos(view.getViewData().length));
  },
  /** Shows a note in a window of its own, whose page has its own `File`, `Node` and so on. */
  async popOut(path: string): Promise<void> {
    const { contentView, containerEl, editor } = await openNote(host().app, path, true);
    const other = window.open('', '', 'width=700,height=400')?.document;
    if (other === undefined) throw new Error('the browser opens no window');
    for (const sheet of document.head.querySelectorAll('link, style'))
      other.head.append(sheet.cloneNode(true));
    other.body.append(containerEl);
    contentView.setRoot(other);
    editor.focus();
  },
  /** As Obsidian does a little after the last change. */
  async save(): Promise<void> {
    await host().app.workspace.getActiveViewOfType(MarkdownView)?.save();
  },
  run: (command: string) => runCommand(host().app, command),
  available: () =>
    host()
      .app.commands.filter((one) => isAvailable(host().app, one))
      .map(({ name }) => name),
  text: () => host().app.workspace.getActiveViewOfType(MarkdownView)?.getViewData() ?? '',
  notices: () => shownNotices.map(({ messageEl }) => messageEl.textContent ?? ''),
  /** What nobody should see: errors past the plugin, and modules that it asked for and Obsidian has not. */
  wrong: () => [...uncaught.map(String), ...host().missed.map((name) => `require(${name})`)],
  leftAlone: () => host().app.workspace.leftAlone.length,
  unload() {
    const { app, plugin } = host();
    plugin.unload();
    const { workspace, vault, commands, tabs } = app;
    return [
      workspace.listenerCount,
      workspace.extensions.length,
      commands.length,
      tabs.length,
      vault.listenerCount,
    ];
  },
  showSettings() {
    const [tab] = host().app.tabs;
    if (tab === undefined) throw new Error('the plugin has no settings');
    document.querySelector('#panes')?.replaceChildren(tab.containerEl);
    tab.show();
  },
};

export type Driver = typeof driver;

Object.assign(globalThis, { driver });

// Where nobody drives it, the address says how to start.
if (location.hash !== '') void driver.start(JSON.parse(decodeURIComponent(location.hash.slice(1))));
