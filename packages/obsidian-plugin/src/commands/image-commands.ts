import { acceptedPlan, formatImageLink, type StoragePlan, toImbedError } from '@imbed/core';
import { MarkdownView, type Plugin, TFile } from 'obsidian';
import { fromVault, isImageFile } from '../adapters/vault-image-source.ts';
import { ImagePicker } from '../image-picker.ts';
import type { Session } from '../session.ts';
import { pathOf } from '../uploads/keep-task.ts';
import { type Desk, deskOf, type TakeInit } from '../uploads/take.ts';
import { type Incoming, incomingOf } from '../uploads/task.ts';
import { imageInClipboard, imagesFromDevice } from './image-inputs.ts';

export interface ImageCommandsInit extends TakeInit {
  /** Throws `config/*`. */
  readonly session: () => Session;
}

/** Commands that bring images into the open note. */
export function registerImageCommands(plugin: Plugin, init: ImageCommandsInit): void {
  const { words } = init.tell;
  plugin.addCommand({
    ...{ id: 'upload-image', name: words.uploadImage, icon: 'image-up' },
    callback: () => chooseAndUpload(plugin, init),
  });
  plugin.addCommand({
    ...{ id: 'upload-from-device', name: words.uploadFromDevice, icon: 'camera' },
    checkCallback: withNote(plugin, async (view) => {
      const desk = deskFor(init, view);
      const files = desk === undefined ? [] : await imagesFromDevice();
      if (desk !== undefined && files.length > 0)
        bring(
          init,
          desk,
          files.map((file) => incomingOf(file, 'command')),
        );
    }),
  });
  plugin.addCommand({
    ...{ id: 'paste-as-local', name: words.pasteAsLocal, icon: 'clipboard-paste' },
    checkCallback: withNote(plugin, async (view) => {
      const desk = deskFor(init, view);
      const file = desk === undefined ? undefined : await imageInClipboard().catch(() => undefined);
      if (desk === undefined) return;
      if (file === undefined) init.tell.info(words.noImageInClipboard);
      else bring(init, { ...desk, plan: localOnly(desk.plan) }, [incomingOf(file, 'paste')]);
    }),
  });
  registerFileMenu(plugin, init);
}

function registerFileMenu(plugin: Plugin, init: ImageCommandsInit): void {
  plugin.registerEvent(
    plugin.app.workspace.on('file-menu', (menu, file) => {
      if (!(file instanceof TFile) || !isImageFile(file)) return;
      menu.addItem((item) =>
        item
          .setTitle(init.tell.words.menu.uploadAndCopy)
          .setIcon('image-up')
          .setSection('imbed')
          .onClick(() => void uploadToClipboard(init, file)),
      );
    }),
  );
}

function localOnly(plan: StoragePlan): StoragePlan {
  return { ...plan, mode: 'local' };
}

function withNote(plugin: Plugin, run: (view: MarkdownView) => Promise<void>) {
  return (isAsked: boolean): boolean => {
    const view = plugin.app.workspace.getActiveViewOfType(MarkdownView);
    if (view === null) return false;
    if (!isAsked) void run(view);
    return true;
  };
}

/** Says why where there is none. */
function deskFor(init: TakeInit, view: MarkdownView): Desk | undefined {
  const { tell, isSetUp } = init;
  if (!isSetUp()) tell.info(tell.words.notSetUp);
  const desk = deskOf(init, view.editor, view);
  if (desk === undefined && isSetUp()) tell.info(tell.words.leftAloneHere);
  return desk;
}

function bring({ uploads }: TakeInit, { view, note, plan }: Desk, images: readonly Incoming[]): void {
  uploads.bring(view, note, images, plan);
}

/** Into the note that was open when the command was given; to the clipboard where none was. */
function chooseAndUpload(plugin: Plugin, init: ImageCommandsInit): void {
  const { vault, workspace } = plugin.app;
  const view = workspace.getActiveViewOfType(MarkdownView);
  const desk = view === null ? undefined : deskFor(init, view);
  if (view !== null && desk === undefined) return;
  new ImagePicker(plugin.app, init.tell.words.chooseImage, (file) => {
    if (desk === undefined) void uploadToClipboard(init, file);
    else bring(init, desk, [fromVault(vault, file)]);
  }).open();
}

async function uploadToClipboard({ tell, session }: ImageCommandsInit, file: TFile): Promise<void> {
  const { words } = tell;
  let profile: string | undefined;
  try {
    const { settings, keeper } = session();
    // No note, no wishes of a note: as the settings have it for the folder of the image.
    const plan = acceptedPlan({ path: file.path, text: '' }, settings);
    if (plan === 'off') return tell.info(words.leftAloneHere);
    profile = plan.profile;
    const outcome = await keeper.keepFile(
      pathOf(file),
      { ...plan, mode: 'remote' },
      { whenNotStored: 'fail' },
    );
    if (outcome.status === 'failed') throw outcome.error;
    const { stored } = outcome.kept;
    if (stored === undefined) return;
    const link = formatImageLink({ alt: file.basename, target: stored.url }, 'markdown');
    await navigator.clipboard.writeText(link);
    tell.info(words.copied);
  } catch (error) {
    tell.problem(words.notUploaded(file.name), toImbedError(error), profile);
  }
}
