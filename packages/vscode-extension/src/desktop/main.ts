import { commands, type ExtensionContext } from 'vscode';
import { activateWith, type PreviewExtension } from '../extension.ts';

export function activate(context: ExtensionContext): PreviewExtension {
  // There are other programs here, whose settings can be taken over.
  void commands.executeCommand('setContext', 'imbed.canImport', true);
  return activateWith(context, () => import('./work.ts'));
}
