import type { ExtensionContext } from 'vscode';
import { activateWith } from '../extension.ts';

export function activate(context: ExtensionContext): void {
  activateWith(context, () => import('./work.ts'));
}
