import {
  applyEdits,
  carryOutDeletion,
  type Deletion,
  type JobHost,
  type Mention,
  planDeletion,
  removalEdits,
  targetKind,
} from '@imbed/core';
import { l10n, ProgressLocation, type Uri, window } from 'vscode';
import { ensureKeys } from '../set-keys.ts';
import type { NotePlace } from '../workspace/note-place.ts';
import { Advice } from './advice.ts';
import type { CommandHost } from './command-host.ts';
import { imageMeant, type NoteImage } from './note-image.ts';

/** Deletes an image from its store, after a look at what else shows it and a yes, and takes it out of its note. */
export async function deleteImage(host: CommandHost, given?: NoteImage | Uri): Promise<void> {
  const image = imageMeant(given);
  if (image === undefined || targetKind(image.target) !== 'remote')
    throw new Advice(l10n.t('Put the cursor on an image that is linked from a store.'));
  const place = await host.work.placeOf(image.note);
  if (place === undefined) throw new Advice(l10n.t('Save the note in a folder first, and open that folder.'));
  if (!(await ensureKeys(host.work, host.secrets))) return;
  const jobHost = await host.work.jobHost(place);
  const deletion = await planned(jobHost, image.target);
  if (deletion === undefined)
    throw new Advice(l10n.t('This image is in none of your buckets: only the link can be deleted.'));
  if (!(await isAgreed(deletion, place))) return;
  await takeOut(jobHost, place, image.target);
  await carryOutDeletion(jobHost, deletion);
  host.onChange();
  void window.showInformationMessage(l10n.t('Deleted: {0}', deletion.key));
}

function planned(jobHost: JobHost, url: string): PromiseLike<Deletion | undefined> {
  const title = l10n.t('Looking for other notes that show this image…');
  const shown = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(shown, async (_progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return planDeletion(jobHost, url, { signal: controller.signal });
  });
}

async function isAgreed(
  { key, mentions, isComplete, copies, mirrors }: Deletion,
  { path }: NotePlace,
): Promise<boolean> {
  const others = mentions.filter((mention) => mention.path !== path);
  // In the list of all that was uploaded, there is no note that others are other than.
  const shown =
    path === undefined
      ? l10n.t('These files show it, and would show nothing:')
      : l10n.t('Other files show it, and would show nothing:');
  const unshown =
    path === undefined
      ? l10n.t('No file of this workspace shows it.')
      : l10n.t('No other file of this workspace shows it.');
  const detail = [
    ...(others.length > 0 ? [shown, ...listOf(others)] : [unshown]),
    ...(isComplete ? [] : [l10n.t('Some files could not be searched.')]),
    ...(mirrors.length > 0
      ? [l10n.t('It goes from the mirrors, too: {0}', mirrors.map(({ profile }) => profile.name).join(', '))]
      : []),
    copies.length > 0
      ? l10n.t('A copy stays here: {0}', copies.join(', '))
      : l10n.t('There is no local copy: it cannot be brought back.'),
  ];
  const yes = others.length > 0 ? l10n.t('Delete all the same') : l10n.t('Delete');
  const question = l10n.t('Delete {0} from the bucket?', key);
  return (await window.showWarningMessage(question, { modal: true, detail: detail.join('\n') }, yes)) === yes;
}

/** As many as fit into a question. */
const MAX_LISTED = 10;

function listOf(mentions: readonly Mention[]): readonly string[] {
  const listed = mentions.slice(0, MAX_LISTED).map(({ path, lines }) => `• ${path}:${lines.join(', ')}`);
  return mentions.length > MAX_LISTED ? [...listed, '…'] : listed;
}

/** First, for a link must not be dead before it is gone. */
async function takeOut({ workspace }: JobHost, { path }: NotePlace, target: string): Promise<void> {
  if (path === undefined) return;
  const note = await workspace.readNote(path);
  const edits = removalEdits(note.text, target);
  if (edits.length > 0) await workspace.writeNote(note, applyEdits(note.text, edits));
}
