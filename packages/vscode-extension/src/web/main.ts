import type { ExtensionContext } from 'vscode';
import { activateWith } from '../extension.ts';

export function activate(context: ExtensionContext): void {
  activateWith(context, async () => (await import('./work.ts')).openWork);
}
