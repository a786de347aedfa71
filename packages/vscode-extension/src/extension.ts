import { createWebRandom, type Logger, toImbedError } from '@imbed/core';
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import type { createCommands } from './commands/commands.ts';
import { commandNames } from './commands/names.ts';
import { registerImages } from './images/feature.ts';
import { imageCommands } from './images/image-commands.ts';
import { registerInsertions } from './insertion/feature.ts';
import { createShelf, type ShelfFiles } from './insertion/shelf.ts';
import { once } from './once.ts';
import { openSettings } from './open-settings.ts';
import { type MarkdownIt, showPrivateImages } from './preview/markdown-it.ts';
import { createSignedLinks } from './preview/signed-links.ts';
import { forgetChosenKeys, setKeys } from './set-keys.ts';
import { createStatus } from './status.ts';
import { switchProfile } from './switch.ts';
import { createTroubles } from './trouble.ts';
import type { Work, WorkHost } from './work.ts';

/** Everything that is not needed before the first image or command. */
export interface Parts {
  readonly openWork: OpenWork;
  readonly createCommands: typeof createCommands;
}

export type OpenWork = (host: WorkHost & { readonly storage: Uri }) => Work;

/** What VS Code's Markdown preview asks for. */
export interface PreviewExtension {
  extendMarkdownIt<T extends MarkdownIt>(markdown: T): T;
}

/** Starts the extension, on the desktop and in the browser alike. */
export function activateWith(
  { secrets, subscriptions, globalStorageUri, workspaceState }: ExtensionContext,
  load: () => Promise<Parts>,
): PreviewExtension {
  const log = window.createOutputChannel('Imbed', { log: true });
  const logger: Logger = {
    debug: (message, data) => log.debug(message, ...(data === undefined ? [] : [data])),
    warn: (message, data) => log.warn(message, ...(data === undefined ? [] : [data])),
  };
  const status = createStatus(workspaceState);
  const loadWork = once(async () => (await load()).openWork({ secrets, logger, storage: globalStorageUri }));
  const loadImages = async () => (await loadWork()).images;
  const images = registerImages(loadImages);
  /** Settings that make no sense are told of when they are used. */
  const showStatus = async () => status.know(await (await loadWork()).summary().catch(() => undefined));
  const refresh = () => {
    void showStatus();
    images.refresh();
  };
  const askKeys = async (profile?: string) => {
    const isDone = await setKeys(await loadWork(), secrets, profile);
    if (isDone) void commands.executeCommand('setContext', 'imbed.hasKeys', true);
    return isDone;
  };
  const settings = async () => openSettings(await loadWork());
  const troubles = createTroubles({
    loadWork,
    setKeys: askKeys,
    openSettings: settings,
    showLog: () => log.show(),
  });
  const showError = (error: unknown) => void troubles.show(error);
  const random = createWebRandom();
  const insertions = registerInsertions({
    random,
    shelf: createShelf({
      images: filesIn(Uri.joinPath(globalStorageUri, 'on-the-way')),
      claims: filesIn(Uri.joinPath(globalStorageUri, 'on-the-way-windows')),
      window: random.string(12),
      now: Date.now,
    }),
    loadWork,
    tell(brought, again) {
      refresh();
      if (brought.some((one) => one.status === 'linked'))
        void commands.executeCommand('setContext', 'imbed.hasUploaded', true);
      void troubles.tell(brought, again);
    },
    showError,
    onCount: (count) => status.uploading(count),
  });
  const loadCommands = once(async () => {
    const [parts, work] = await Promise.all([load(), loadWork()]);
    return parts.createCommands({ work, secrets, insertions, troubles, onChange: refresh });
  });
  const register = (name: string, run: (...args: never[]) => Promise<unknown>) =>
    commands.registerCommand(`imbed.${name}`, (...args: never[]) => run(...args).catch(showError));
  const setUp = async () => {
    const added = await (await loadWork()).addProfile();
    if (added === undefined) return;
    void showStatus();
    await askKeys(added);
  };
  leave = insertions.end;
  subscriptions.push(
    log,
    status,
    insertions,
    ...commandNames.map((name) => register(name, async (...args) => (await loadCommands())[name](...args))),
    images,
    ...Object.entries(imageCommands(loadImages)).map(([name, run]) => register(name, run)),
    register('refreshImages', async () => images.refresh()),
    register('setKeys', (profile?: string) => askKeys(profile)),
    register('forgetKeys', () => forgetChosenKeys(secrets)),
    register('addProfile', setUp),
    register('getStarted', async () =>
      commands.executeCommand('workbench.action.openWalkthrough', 'imbed.imbed#start', false),
    ),
    register('switch', async () => {
      await switchProfile(await loadWork());
      await showStatus();
    }),
    register('openSettings', settings),
    register('showLog', async () => log.show()),
  );
  const links = createSignedLinks({
    privateImages: async () => (await loadWork()).privateImages(),
    onSigned: () => void commands.executeCommand('markdown.preview.refresh'),
    onTrouble: (error) =>
      logger.warn('the preview shows no private images', { code: toImbedError(error).code }),
  });
  return { extendMarkdownIt: (markdown) => showPrivateImages(markdown, links) };
}

let leave = async () => {};

/** The editor waits for it before a window is closed, a few seconds at most. */
export function deactivate(): Promise<void> {
  return leave();
}

function filesIn(folder: Uri): ShelfFiles {
  const { fs } = workspace;
  const at = (name: string) => Uri.joinPath(folder, name);
  return {
    write: (name, bytes) => fs.writeFile(at(name), bytes),
    read: (name) => fs.readFile(at(name)),
    rename: (name, to) => fs.rename(at(name), at(to), { overwrite: false }),
    remove: (name) => fs.delete(at(name)),
    async list() {
      const names = (await fs.readDirectory(folder)).map(([name]) => name);
      return Promise.all(names.map(async (name) => ({ name, writtenAt: (await fs.stat(at(name))).mtime })));
    },
  };
}
