import { isNoteName, runSyncJob, undoJob } from '@imbed/core';
import { MarkdownView, type Menu, type Plugin, TFile, TFolder } from 'obsidian';
import { check, download, flip, type NotesWork, rehost, upload } from './job-works.ts';
import { notesBelow } from './note-scopes.ts';
import { type JobsInit, runAfterAsking, runJob } from './run-job.ts';

/**
 * Commands over whole notes, and the menus that lead to them. What changes nothing but the note in front of the
 * person, where one undo takes it back, happens at once; everything else shows first what it would do.
 */
export function registerJobCommands(plugin: Plugin, init: JobsInit): void {
  const { words } = init.tell;
  const { vault } = plugin.app;
  const addForNote = (id: string, name: string, run: (note: TFile) => void) =>
    plugin.addCommand({ id, name, checkCallback: withNote(plugin, run) });
  const addScopes = (
    id: string,
    work: NotesWork,
    names: Readonly<Record<'note' | 'folder' | 'vault', string>>,
  ) => {
    addForNote(`${id}-note`, names.note, (note) => void runJob(init, work([note])));
    addForNote(`${id}-folder`, names.folder, (note) => askBelow(init, note.parent ?? vault.getRoot(), work));
    const callback = () => askBelow(init, vault.getRoot(), work);
    plugin.addCommand({ id: `${id}-vault`, name: names.vault, callback });
  };
  addScopes('upload', upload, {
    note: words.uploadNote,
    folder: words.uploadFolder,
    vault: words.uploadVault,
  });
  addScopes('rehost', rehost, {
    note: words.rehostNote,
    folder: words.rehostFolder,
    vault: words.rehostVault,
  });
  addScopes('download', download, {
    ...{ note: words.downloadNote, folder: words.downloadFolder, vault: words.downloadVault },
  });
  for (const to of ['local', 'remote'] as const)
    addForNote(`flip-to-${to}`, to === 'local' ? words.flipToLocal : words.flipToRemote, (note) => {
      void runJob(init, flip(to)([note]));
    });
  addForNote('check-note', words.checkNote, (note) => void runJob(init, check([note])));
  const checkVault = () => void runJob(init, check(notesBelow(vault.getRoot())));
  plugin.addCommand({ id: 'check-vault', name: words.checkVault, callback: checkVault });
  plugin.addCommand({
    id: 'sync-pending',
    name: words.syncPending,
    callback: () => void runJob(init, runSyncJob),
  });
  const undo = () => void runAfterAsking(init, (host, options) => undoJob(host, undefined, options));
  plugin.addCommand({ id: 'undo-job', name: words.undoJob, callback: undo });
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
  const add = (menu: Menu, title: string, icon: string, click: () => void) =>
    menu.addItem((item) => item.setTitle(title).setIcon(icon).setSection('imbed').onClick(click));
  const addAll = (menu: Menu, title: string, notes: readonly TFile[]) => {
    add(menu, title, 'image-up', () => void runAfterAsking(init, upload(notes)));
    add(menu, words.menu.rehost, 'cloud-upload', () => void runAfterAsking(init, rehost(notes)));
    add(menu, words.menu.downloadAll, 'image-down', () => void runAfterAsking(init, download(notes)));
  };
  plugin.registerEvent(
    workspace.on('editor-menu', (menu, _editor, { file }) => {
      if (file !== null) add(menu, words.uploadNote, 'image-up', () => void runJob(init, upload([file])));
    }),
  );
  plugin.registerEvent(
    workspace.on('file-menu', (menu, file) => {
      if (file instanceof TFolder) addAll(menu, words.uploadThisFolder, notesBelow(file));
      else if (file instanceof TFile && isNoteName(file.name)) addAll(menu, words.uploadNote, [file]);
    }),
  );
  plugin.registerEvent(
    workspace.on('files-menu', (menu, files) => {
      const notes = [...new Set(files.flatMap(notesBelow))];
      if (notes.length > 0) addAll(menu, words.uploadChosen, notes);
    }),
  );
}

function askBelow(init: JobsInit, folder: TFolder, work: NotesWork): void {
  void runAfterAsking(init, work(notesBelow(folder)));
}
