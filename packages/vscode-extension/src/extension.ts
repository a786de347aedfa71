import { commands, type ExtensionContext } from 'vscode';
import { setKeys } from './set-keys.ts';
import { uploadImage } from './upload-image.ts';

/** For the desktop and for the browser alike. */
export function activate({ secrets, subscriptions }: ExtensionContext): void {
  subscriptions.push(
    commands.registerCommand('imbed.uploadImage', () => uploadImage(secrets)),
    commands.registerCommand('imbed.setKeys', () => setKeys(secrets)),
  );
}
