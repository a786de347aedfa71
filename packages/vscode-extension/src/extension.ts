import { createWebRandom, type Logger } from '@imbed/core';
import { commands, type ExtensionContext, l10n, StatusBarAlignment, Uri, window, workspace } from 'vscode';
import { registerInsertions } from './insertion/feature.ts';
import { createShelf, type ShelfFiles } from './insertion/shelf.ts';
import { setKeys } from './set-keys.ts';
import { createTroubles } from './trouble.ts';
import { uploadImage } from './upload-image.ts';
import type { Work, WorkHost } from './work.ts';

/** Everything that is not needed before the first image. */
export type OpenWork = (host: WorkHost & { readonly storage: Uri }) => Work;

/** Starts the extension, on the desktop and in the browser alike. */
export function activateWith(
  { secrets, subscriptions, globalStorageUri }: ExtensionContext,
  load: () => Promise<OpenWork>,
): void {
  const log = window.createOutputChannel('Imbed', { log: true });
  const logger: Logger = {
    debug: (message, data) => log.debug(message, ...(data === undefined ? [] : [data])),
    warn: (message, data) => log.warn(message, ...(data === undefined ? [] : [data])),
  };
  let work: Promise<Work> | undefined;
  const loadWork = () => {
    work ??= load().then((open) => open({ secrets, logger, storage: globalStorageUri }));
    return work;
  };
  const askKeys = async () => setKeys(await loadWork(), secrets);
  const troubles = createTroubles({ loadWork, setKeys: askKeys, showLog: () => log.show() });
  const showError = (error: unknown) => void troubles.show(error);
  const status = window.createStatusBarItem('imbed.uploads', StatusBarAlignment.Left);
  const insertions = registerInsertions({
    random: createWebRandom(),
    shelf: createShelf(filesIn(Uri.joinPath(globalStorageUri, 'on-the-way'))),
    loadWork,
    tell: (brought, again) => void troubles.tell(brought, again),
    showError,
    onCount(count) {
      status.text = `$(sync~spin) ${l10n.t('Uploading {0}', count)}`;
      if (count > 0) status.show();
      else status.hide();
    },
  });
  const register = (name: string, run: (...args: never[]) => Promise<unknown>) =>
    commands.registerCommand(`imbed.${name}`, (...args: never[]) => run(...args).catch(showError));
  const upload = { secrets, insertions, troubles, loadWork };
  subscriptions.push(
    log,
    status,
    insertions,
    register('uploadImage', () => uploadImage(upload)),
    register('uploadFiles', (file: Uri, files?: readonly Uri[]) => uploadImage(upload, files ?? [file])),
    register('setKeys', askKeys),
    register('showLog', async () => log.show()),
  );
}

function filesIn(folder: Uri): ShelfFiles {
  const { fs } = workspace;
  const at = (name: string) => Uri.joinPath(folder, name);
  return {
    write: (name, bytes) => fs.writeFile(at(name), bytes),
    read: (name) => fs.readFile(at(name)),
    remove: (name) => fs.delete(at(name)),
  };
}
