import { ConfigurationTarget, type WorkspaceConfiguration, workspace } from 'vscode';
import type { WishesPort } from './settings.ts';

/** What was chosen in the editor; in a workspace that is not trusted, only by its user. */
export function editorWishes(configuration: WorkspaceConfiguration): WishesPort {
  return {
    get: (key) => configuration.get(key),
    isSet(key) {
      const found = configuration.inspect(key);
      const here = workspace.isTrusted ? [found?.workspaceValue, found?.workspaceFolderValue] : [];
      return [found?.globalValue, ...here].some((value) => value !== undefined);
    },
  };
}

/** Where a setting has to be written for the new value to hold: a workspace that has its own would hide the user's. */
export async function changeSetting(key: string, value: unknown): Promise<void> {
  const configuration = workspace.getConfiguration('imbed');
  const target = isOfWorkspace(key) ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update(key, value, target);
}

/** Adds to a setting that is an object, where it is written: what the user has elsewhere is not copied into a workspace. */
export async function addToSetting(key: string, added: Readonly<Record<string, unknown>>): Promise<void> {
  const found = workspace.getConfiguration('imbed').inspect<object>(key);
  const there = isOfWorkspace(key) ? found?.workspaceValue : found?.globalValue;
  await changeSetting(key, { ...there, ...added });
}

function isOfWorkspace(key: string): boolean {
  return workspace.getConfiguration('imbed').inspect(key)?.workspaceValue !== undefined;
}
