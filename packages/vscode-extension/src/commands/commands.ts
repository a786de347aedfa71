import { window } from 'vscode';
import { Advice } from './advice.ts';
import { createCheckList } from './check-list.ts';
import type { CommandHost, FromExplorer } from './command-host.ts';
import { deleteImage } from './delete-image.ts';
import { importFromPrograms } from './import-profiles.ts';
import { type Job, runAfterPreview, runJob } from './job.ts';
import type { CommandName } from './names.ts';
import { type NoteGroup, notesIn, notesOf, openFolders, openGroups } from './note-groups.ts';
import { noteJobs } from './note-jobs.ts';
import { testConnection } from './test-connection.ts';
import { uploadFiles, uploadFromClipboard, uploadImage } from './upload-image.ts';

export type Commands = Readonly<Record<CommandName, (...args: never[]) => Promise<void>>>;

/** All of them reject as what they do. */
export function createCommands(host: CommandHost): Commands {
  const { work } = host;
  const jobs = noteJobs();
  const list = createCheckList(work);
  const toChosen =
    (job: Job): FromExplorer =>
    async (...chosen) =>
      runAfterPreview(host, await notesOf(work, chosen), job);
  const check = (groups: readonly NoteGroup[]) => {
    list.clear();
    return runJob(host, groups, { ...jobs.check, onReport: list.show });
  };
  return advising({
    uploadImage: (image) => uploadImage(host, image),
    uploadFromClipboard: () => uploadFromClipboard(host),
    uploadFiles: (...chosen: Parameters<FromExplorer>) => uploadFiles(host, chosen),
    uploadNote: toChosen(jobs.upload),
    uploadFolder: toChosen(jobs.upload),
    uploadWorkspace: async () => runAfterPreview(host, await notesIn(work, openFolders()), jobs.upload),
    rehostImages: toChosen(jobs.rehost),
    downloadImages: toChosen(jobs.download),
    flipToLocal: toChosen(jobs.flipToLocal),
    flipToRemote: toChosen(jobs.flipToRemote),
    deleteImage: (image) => deleteImage(host, image),
    syncPending: async () => runJob(host, await openGroups(work), jobs.sync),
    checkNote: async (...chosen: Parameters<FromExplorer>) => check(await notesOf(work, chosen)),
    checkWorkspace: async () => check(await notesIn(work, openFolders())),
    undoJob: async () => runJob(host, (await openGroups(work)).slice(0, 1), jobs.undo),
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
