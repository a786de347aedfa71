import { runCheckJob, runFlipJob, runNoteJob, targetKind, undoJob } from '@imbed/core';
import { l10n, window } from 'vscode';
import { Advice } from './advice.ts';
import { createCheckList } from './check-list.ts';
import type { CommandHost, FromExplorer } from './command-host.ts';
import { deleteImage } from './delete-image.ts';
import { importFromPrograms } from './import-profiles.ts';
import { runAfterPreview, runJob } from './job.ts';
import type { CommandName } from './names.ts';
import { type NoteGroup, notesIn, notesOf, openFolders, treesOf, whatIsOpen } from './note-groups.ts';
import { syncPending } from './sync-pending.ts';
import { testConnection } from './test-connection.ts';
import { uploadFiles, uploadFromClipboard, uploadImage } from './upload-image.ts';

export type Commands = Readonly<Record<CommandName, (...args: never[]) => Promise<void>>>;

/** All of them reject as what they do. */
export function createCommands(host: CommandHost): Commands {
  const checkList = createCheckList(host.work);

  const upload = (title: string) => (groups: readonly NoteGroup[]) =>
    runAfterPreview(host, groups, { title, run: runNoteJob });
  const uploadNote: FromExplorer = async (...chosen) =>
    upload(l10n.t('Upload all local images'))(await notesOf(host.work, chosen));
  const flip = (title: string, to: 'local' | 'remote', foreign: boolean): FromExplorer => {
    return async (...chosen) =>
      runAfterPreview(host, await notesOf(host.work, chosen), {
        title,
        run: (jobHost, notes, options) => runFlipJob(jobHost, notes, { ...options, to, foreign }),
      });
  };
  const check = (groups: readonly NoteGroup[]) => {
    checkList.clear();
    return runJob(host, groups, {
      title: l10n.t('Check image links'),
      run: (jobHost, notes, options) => runCheckJob(jobHost, notes, { ...options, external: true }),
      onReport: checkList.show,
    });
  };
  const rehostImages: FromExplorer = async (...chosen) =>
    runAfterPreview(host, await notesOf(host.work, chosen), {
      title: l10n.t('Re-host foreign images'),
      run: (jobHost, notes, options) =>
        runNoteJob(jobHost, notes, {
          ...{ ...options, rehost: true },
          only: ({ target }) => targetKind(target) === 'remote',
        }),
    });

  return advising({
    uploadImage: (image) => uploadImage(host, image),
    uploadFromClipboard,
    uploadFiles: (...chosen: Parameters<FromExplorer>) => uploadFiles(host, chosen),
    uploadNote,
    uploadFolder: uploadNote,
    uploadWorkspace: async () =>
      upload(l10n.t('Upload all local images'))(await notesIn(host.work, openFolders())),
    rehostImages,
    downloadImages: flip(l10n.t('Download remote images'), 'local', true),
    flipToLocal: flip(l10n.t('Flip note to local links'), 'local', false),
    flipToRemote: flip(l10n.t('Flip note to remote links'), 'remote', false),
    deleteImage: (image) => deleteImage(host, image),
    syncPending: () => syncPending(host),
    checkNote: async (...chosen: Parameters<FromExplorer>) => check(await notesOf(host.work, chosen)),
    checkWorkspace: async () => check(await notesIn(host.work, openFolders())),
    undoJob: async () =>
      runJob(host, (await treesOf(host.work, whatIsOpen())).slice(0, 1), {
        title: l10n.t('Undo last job'),
        run: (jobHost, _notes, options) => undoJob(jobHost, undefined, options),
      }),
    testConnection: () => testConnection(host),
    importProfiles: () => importFromPrograms(host),
  });
}

/** What a person has to do first is no trouble. */
function advising(commands: Commands): Commands {
  const entries = Object.entries(commands).map(([name, run]) => [
    name,
    async (...args: never[]) => {
      try {
        await run(...args);
      } catch (thrown) {
        if (!(thrown instanceof Advice)) throw thrown;
        void window.showInformationMessage(thrown.message);
      }
    },
  ]);
  return Object.fromEntries(entries);
}
