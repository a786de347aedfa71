import type { ExtensionContext } from 'vscode';
import { activateWith, type PreviewExtension } from '../extension.ts';

export { deactivate } from '../extension.ts';

export function activate(context: ExtensionContext): PreviewExtension {
  return activateWith(context, () => import('./work.ts'));
}
