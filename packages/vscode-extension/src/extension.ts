import { createWebRandom, type Logger } from '@imbed/core';
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { registerInsertions } from './insertion/feature.ts';
import { createShelf, type ShelfFiles } from './insertion/shelf.ts';
import { setKeys } from './set-keys.ts';
import { createStatus } from './status.ts';
import { switchProfile } from './switch.ts';
import { createTroubles } from './trouble.ts';
import { uploadImage } from './upload-image.ts';
import type { Work, WorkHost } from './work.ts';

/** Everything that is not needed before the first image. */
export type OpenWork = (host: WorkHost & { readonly storage: Uri }) => Work;

/** Starts the extension, on the desktop and in the browser alike. */
export function activateWith(
  { secrets, subscriptions, globalStorageUri, workspaceState }: ExtensionContext,
  load: () => Promise<OpenWork>,
): void {
  const log = window.createOutputChannel('Imbed', { log: true });
  const logger: Logger = {
    debug: (message, data) => log.debug(message, ...(data === undefined ? [] : [data])),
    warn: (message, data) => log.warn(message, ...(data === undefined ? [] : [data])),
  };
  const status = createStatus(workspaceState);
  let work: Promise<Work> | undefined;
  const loadWork = () => {
    work ??= load().then((open) => open({ secrets, logger, storage: globalStorageUri }));
    return work;
  };
  /** Settings that make no sense are told of when they are used. */
  const showStatus = async () => status.know(await (await loadWork()).summary().catch(() => undefined));
  const askKeys = async () => {
    const isDone = await setKeys(await loadWork(), secrets);
    if (isDone) void commands.executeCommand('setContext', 'imbed.hasKeys', true);
    return isDone;
  };
  const troubles = createTroubles({ loadWork, setKeys: askKeys, showLog: () => log.show() });
  const showError = (error: unknown) => void troubles.show(error);
  const insertions = registerInsertions({
    random: createWebRandom(),
    shelf: createShelf(filesIn(Uri.joinPath(globalStorageUri, 'on-the-way'))),
    loadWork,
    tell(brought, again) {
      void showStatus();
      if (brought.some((one) => one.status === 'linked'))
        void commands.executeCommand('setContext', 'imbed.hasUploaded', true);
      void troubles.tell(brought, again);
    },
    showError,
    onCount: (count) => status.uploading(count),
  });
  const register = (name: string, run: (...args: never[]) => Promise<unknown>) =>
    commands.registerCommand(`imbed.${name}`, (...args: never[]) => run(...args).catch(showError));
  const setUp = async () => {
    if (!(await (await loadWork()).addProfile())) return;
    void showStatus();
    await askKeys();
  };
  const upload = { secrets, insertions, troubles, loadWork };
  subscriptions.push(
    log,
    status,
    insertions,
    register('uploadImage', () => uploadImage(upload)),
    register('uploadFiles', (file: Uri, files?: readonly Uri[]) => uploadImage(upload, files ?? [file])),
    register('setKeys', askKeys),
    register('addProfile', setUp),
    register('getStarted', async () =>
      commands.executeCommand('workbench.action.openWalkthrough', 'imbed.imbed#start', false),
    ),
    register('switch', async () => {
      await switchProfile(await loadWork());
      await showStatus();
    }),
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
