import { hasImageExtension, targetKind } from '@imbed/core';
import { type Editor, MarkdownView, type Menu, type Plugin, type TFile } from 'obsidian';
import { pathOf } from '../uploads/keep-task.ts';
import { chooseLink, copyLink, type Linked, linkForms } from './copy-link.ts';
import { deleteImage } from './delete-image.ts';
import { imageAtCursor } from './image-at.ts';
import { download, upload } from './job-works.ts';
import { type JobsInit, runJob } from './run-job.ts';

/** An image and the note that shows it. */
interface Place {
  readonly image: Linked;
  readonly note: TFile;
}

/** Commands for the image under the cursor, and the same in the menus of an editor and of an address. */
export function registerThisImage(plugin: Plugin, init: JobsInit): void {
  const { words } = init.tell;
  const { workspace } = plugin.app;
  const add = (id: string, name: string, isFor: (place: Place) => boolean, run: (place: Place) => void) =>
    plugin.addCommand({
      ...{ id, name },
      checkCallback(isAsked) {
        const place = placeIn(workspace.getActiveViewOfType(MarkdownView));
        if (place === undefined || !isFor(place)) return false;
        if (!isAsked) run(place);
        return true;
      },
    });
  add(
    'upload-this',
    words.uploadThis,
    () => true,
    (place) => uploadThis(init, place),
  );
  add('download-this', words.downloadThis, isRemote, (place) => downloadThis(init, place));
  add('delete-this', words.deleteThis, isRemote, (place) => deleteThis(init, place));
  for (const form of linkForms)
    add(
      `copy-as-${form}`,
      words.copyAs[form],
      (place) => form !== 'wiki' || !isRemote(place),
      ({ image, note }) => void copyLink(init, image, pathOf(note), form),
    );
  plugin.registerEvent(
    workspace.on('editor-menu', (menu, editor, info) => {
      const place = placeOf(editor, info.file);
      if (place !== undefined) addItems(menu, init, place);
    }),
  );
  plugin.registerEvent(
    workspace.on('url-menu', (menu, url) => {
      const note = workspace.getActiveFile();
      if (note !== null && isImageUrl(url, init))
        addItems(menu, init, { image: { ...plain, target: url }, note });
    }),
  );
}

/** What an address says of an image beyond itself. */
const plain = { alt: '', syntax: 'inline' } as const;

function placeIn(view: MarkdownView | null): Place | undefined {
  return view === null ? undefined : placeOf(view.editor, view.file);
}

function placeOf(editor: Editor, note: TFile | null): Place | undefined {
  const image = note === null ? undefined : imageAtCursor(editor);
  if (note === null || image === undefined) return undefined;
  // A placeholder has a pill with buttons of its own.
  return targetKind(image.target) === 'other' ? undefined : { image, note };
}

function isRemote({ image }: Place): boolean {
  return targetKind(image.target) === 'remote';
}

function addItems(menu: Menu, init: JobsInit, place: Place): void {
  const { words } = init.tell;
  const add = (title: string, icon: string, run: (init: JobsInit, place: Place) => void, isWarning = false) =>
    menu.addItem((item) =>
      item
        .setTitle(title)
        .setIcon(icon)
        .setSection('imbed')
        .setWarning(isWarning)
        .onClick(() => run(init, place)),
    );
  const isOurs = isRemote(place) && isInStore(place.image.target, init);
  if (!isOurs) add(words.menu.upload, 'image-up', uploadThis);
  add(words.menu.copy, 'copy', ({ tell, app, session }, { image, note }) =>
    chooseLink({ tell, app, session }, image, pathOf(note)),
  );
  if (isRemote(place)) add(words.menu.download, 'image-down', downloadThis);
  if (isOurs) add(words.menu.delete, 'trash-2', deleteThis, true);
}

function uploadThis(init: JobsInit, { image, note }: Place): void {
  void runJob(init, upload([note], image.target));
}

function downloadThis(init: JobsInit, { image, note }: Place): void {
  void runJob(init, download([note], image.target));
}

function deleteThis(init: JobsInit, { image, note }: Place): void {
  void deleteImage(init, { url: image.target, note: pathOf(note) });
}

/** Addresses lead to pages, too. */
function isImageUrl(url: string, init: JobsInit): boolean {
  return targetKind(url) === 'remote' && (hasImageExtension(url) || isInStore(url, init));
}

/** Settings that make no sense are told where they are used. */
function isInStore(url: string, { session }: JobsInit): boolean {
  try {
    return session().isInStore(url);
  } catch {
    return false;
  }
}
