import * as commands from '@codemirror/commands';
import * as state from '@codemirror/state';
import * as view from '@codemirror/view';
import * as trees from '@lezer/common';
import type * as O from 'obsidian';
import { type App, type HostOptions, Plugin } from './app.ts';
import { MarkdownView } from './markdown-view.ts';
import { obsidianModule } from './obsidian-module.ts';

export interface LoadTimes {
  /** Of compiling and running `main.js`. */
  readonly fileMs: number;
  readonly onloadMs: number;
}

export const pluginFolder = '.obsidian/plugins/imbed';

/**
 * As Obsidian does it: the file is wrapped into a function that gets `require`, `module` and `exports`, its default
 * export is the plugin, and what it requires is what Obsidian hands out. The rest is Node's on the desktop, and
 * nothing at all on a phone.
 * @param onLoaded how long the app waited for the plugin, in milliseconds
 */
export async function loadPlugin(
  app: App,
  options: HostOptions,
  missed: string[],
  onLoaded: (took: LoadTimes) => void = () => undefined,
): Promise<Plugin> {
  const manifest: O.PluginManifest = JSON.parse(
    await app.vault.adapter.read(`${pluginFolder}/manifest.json`),
  );
  const code = await app.vault.adapter.read(`${pluginFolder}/main.js`);
  const shared: Readonly<Record<string, unknown>> = {
    obsidian: obsidianModule(options),
    '@codemirror/commands': commands,
    '@codemirror/state': state,
    '@codemirror/view': view,
    '@lezer/common': trees,
  };
  const require = (id: string) => {
    if (shared[id] === undefined) missed.push(id);
    return shared[id];
  };
  const startedMs = performance.now();
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const run = new Function('require', 'module', 'exports', `${code}\n//# sourceURL=plugin:${manifest.id}`);
  run(require, module, module.exports);
  const ranMs = performance.now();
  const Class = module.exports['default'];
  if (typeof Class !== 'function') throw new Error('main.js exports no plugin');
  const plugin: unknown = Reflect.construct(Class, [app, { ...manifest, dir: pluginFolder }]);
  if (!(plugin instanceof Plugin)) throw new Error('what main.js exports is no plugin');
  await plugin.load();
  onLoaded({ fileMs: ranMs - startedMs, onloadMs: performance.now() - ranMs });
  app.workspace.showLayout();
  await plugin.hasSettings();
  return plugin;
}

export async function openNote(app: App, path: string, newPane: boolean): Promise<MarkdownView> {
  const file = app.vault.getFileByPath(path);
  if (file === null) throw new Error(`no such note: ${path}`);
  const leaf = app.workspace.getLeaf(newPane);
  await leaf.openFile(file);
  if (!(leaf.view instanceof MarkdownView)) throw new Error('the note was not opened');
  return leaf.view;
}

export function runCommand(app: App, id: string): void {
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

export function isAvailable({ workspace }: App, command: O.Command): boolean {
  const view = workspace.getActiveViewOfType(MarkdownView) ?? undefined;
  if (command.checkCallback) return command.checkCallback(true) === true;
  if (command.editorCheckCallback)
    return (
      view !== undefined &&
      Reflect.apply(command.editorCheckCallback, undefined, [true, view.editor, view]) === true
    );
  return command.editorCallback === undefined || view !== undefined;
}
