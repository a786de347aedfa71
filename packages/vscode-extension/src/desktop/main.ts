import { commands, type ExtensionContext } from 'vscode';
import { activateWith } from '../extension.ts';

export function activate(context: ExtensionContext): void {
  // There are other programs here, whose settings can be taken over.
  void commands.executeCommand('setContext', 'imbed.canImport', true);
  activateWith(context, () => import('./work.ts'));
}
