import {
  isNoteName,
  runCheckJob,
  runFlipJob,
  runNoteJob,
  runSyncJob,
  undoJob,
  type WorkspacePath,
} from '@imbed/core';
import { MarkdownView, type Menu, type Plugin, type TAbstractFile, TFile, TFolder } from 'obsidian';
import { pathOf } from '../uploads/keep-task.ts';
import { type JobsInit, type JobWork, runAfterAsking, runJob } from './run-job.ts';

/** Commands over whole notes, and the menus that lead to them. */
export function registerJobCommands(plugin: Plugin, init: JobsInit): void {
  const { words } = init.tell;
  const { vault } = plugin.app;
  const addForNote = (id: string, name: string, run: (note: TFile) => void) =>
    plugin.addCommand({ id, name, checkCallback: withNote(plugin, run) });
  const add = (id: string, name: string, work: JobWork) =>
    plugin.addCommand({ id, name, callback: () => void runJob(init, work) });

  addForNote('upload-note', words.uploadNote, (note) => void runJob(init, upload([note])));
  addForNote('upload-folder', words.uploadFolder, (note) =>
    uploadBelow(init, note.parent ?? vault.getRoot()),
  );
  plugin.addCommand({
    ...{ id: 'upload-vault', name: words.uploadVault },
    callback: () => uploadBelow(init, vault.getRoot()),
  });
  for (const to of ['local', 'remote'] as const)
    addForNote(`flip-to-${to}`, to === 'local' ? words.flipToLocal : words.flipToRemote, (note) => {
      void runJob(init, (host, options) => runFlipJob(host, pathsOf([note]), { ...options, to }));
    });
  addForNote('check-note', words.checkNote, (note) => void runJob(init, check([note])));
  add('check-vault', words.checkVault, (host, options) => check(notesBelow(vault.getRoot()))(host, options));
  add('sync-pending', words.syncPending, (host, options) => runSyncJob(host, options));
  add('undo-job', words.undoJob, (host, options) => undoJob(host, undefined, options));
  registerMenus(plugin, init);
}

function withNote(plugin: Plugin, run: (note: TFile) => void) {
  return (isAsked: boolean): boolean => {
    const note = plugin.app.workspace.getActiveViewOfType(MarkdownView)?.file ?? null;
    if (note === null) return false;
    if (!isAsked) run(note);
    return true;
  };
}

function registerMenus(plugin: Plugin, init: JobsInit): void {
  const { words } = init.tell;
  const { workspace } = plugin.app;
  const add = (menu: Menu, title: string, click: () => void) =>
    menu.addItem((item) => item.setTitle(title).setIcon('image-up').setSection('action').onClick(click));
  plugin.registerEvent(
    workspace.on('editor-menu', (menu, _editor, { file }) => {
      if (file !== null) add(menu, words.uploadNote, () => void runJob(init, upload([file])));
    }),
  );
  plugin.registerEvent(
    workspace.on('file-menu', (menu, file) => {
      if (file instanceof TFolder) add(menu, words.uploadThisFolder, () => uploadBelow(init, file));
      else if (file instanceof TFile && isNoteName(file.name))
        add(menu, words.uploadNote, () => void runJob(init, upload([file])));
    }),
  );
  plugin.registerEvent(
    workspace.on('files-menu', (menu, files) => {
      const notes = [...new Set(files.flatMap(notesBelow))];
      if (notes.length > 0) add(menu, words.uploadChosen, () => void runAfterAsking(init, upload(notes)));
    }),
  );
}

function uploadBelow(init: JobsInit, folder: TFolder): void {
  void runAfterAsking(init, upload(notesBelow(folder)));
}

function upload(notes: readonly TFile[]): JobWork {
  return (host, options) => runNoteJob(host, pathsOf(notes), options);
}

function check(notes: readonly TFile[]): JobWork {
  return (host, options) => runCheckJob(host, pathsOf(notes), options);
}

/** A note is below itself. */
function notesBelow(file: TAbstractFile): readonly TFile[] {
  if (file instanceof TFolder) return file.children.flatMap(notesBelow);
  return file instanceof TFile && isNoteName(file.name) ? [file] : [];
}

async function* pathsOf(notes: readonly TFile[]): AsyncGenerator<WorkspacePath> {
  for (const note of notes) yield pathOf(note);
}
