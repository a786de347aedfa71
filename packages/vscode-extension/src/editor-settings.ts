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
  const isOfWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  const target = isOfWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update(key, value, target);
}
