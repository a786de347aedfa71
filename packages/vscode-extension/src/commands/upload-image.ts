import { formatImageLink, imageExtensions, runNoteJob } from '@imbed/core';
import { commands, env, l10n, UIKind, type Uri, window } from 'vscode';
import { baseName, fromFile } from '../file-source.ts';
import { imbedKind } from '../insertion/providers.ts';
import { ensureKeys } from '../set-keys.ts';
import { Advice } from './advice.ts';
import type { CommandHost, FromExplorer } from './command-host.ts';
import { runJob } from './job.ts';
import { notesIn } from './note-groups.ts';
import { imageMeant, type NoteImage } from './note-image.ts';

/**
 * Uploads the image that is given, or that the cursor is in; where there is none, images of the clipboard or files:
 * their links come to the cursor, or where no note is open, into the clipboard.
 */
export async function uploadImage(host: CommandHost, given?: NoteImage | Uri): Promise<void> {
  const image = imageMeant(given);
  if (image !== undefined) return uploadWhatIsLinked(host, image);
  // The note in which the command was given, whichever is in front when the upload ends.
  const editor = window.activeTextEditor;
  if (!(await isSetUp(host))) return;
  const source = editor === undefined ? 'files' : await askForSource();
  if (source === 'clipboard') return pasteAsUpload();
  const files = source === 'files' ? await choose() : [];
  if (files.length === 0) return;
  if (editor === undefined) await intoClipboard(files, host);
  else await host.insertions.insert(files.map(fromFile), editor);
}

/** An image of the clipboard, whatever the editor would make of it otherwise. */
export async function uploadFromClipboard(host: CommandHost): Promise<void> {
  if (await isSetUp(host)) await pasteAsUpload();
}

/** Before anything is asked or pasted: VS Code would say of the paste only that nobody wants it. */
function isSetUp({ work, secrets }: CommandHost): Promise<boolean> {
  return ensureKeys(work, secrets);
}

/** Extensions cannot read pictures of the clipboard. Browsers hand them to a page on the keys of a person only. */
async function pasteAsUpload(): Promise<void> {
  if (env.uiKind === UIKind.Web)
    throw new Advice(
      l10n.t('In a browser, press Ctrl+V (⌘V on a Mac) in the note: the image is uploaded then.'),
    );
  await commands.executeCommand('editor.action.pasteAs', { kind: imbedKind.value });
}

/** Files of the explorer: their links come into the clipboard. */
export async function uploadFiles(host: CommandHost, [file, files]: Parameters<FromExplorer>): Promise<void> {
  if (!(await isSetUp(host))) return;
  const chosen = files ?? (file === undefined ? await choose() : [file]);
  if (chosen.length > 0) await intoClipboard(chosen, host);
}

async function uploadWhatIsLinked(host: CommandHost, { note, target }: NoteImage): Promise<void> {
  await runJob(host, await notesIn(host.work, [note]), {
    title: l10n.t('Upload image to OSS'),
    run: (jobHost, notes, options) =>
      runNoteJob(jobHost, notes, { ...options, rehost: true, only: (one) => one.target === target }),
  });
}

/** `undefined` when the person changed their mind. */
async function askForSource(): Promise<'clipboard' | 'files' | undefined> {
  const sources = [
    { label: `$(clippy) ${l10n.t('From the clipboard')}`, source: 'clipboard' as const },
    { label: `$(folder-opened) ${l10n.t('From files…')}`, source: 'files' as const },
  ];
  const chosen = await window.showQuickPick(sources, { placeHolder: l10n.t('Where is the image?') });
  return chosen?.source;
}

async function choose(): Promise<readonly Uri[]> {
  const filters = { [l10n.t('Images')]: [...imageExtensions()] };
  return (await window.showOpenDialog({ filters, canSelectMany: true })) ?? [];
}

async function intoClipboard(images: readonly Uri[], { work, troubles }: CommandHost): Promise<void> {
  const links: string[] = images.map(() => '');
  const bringing = images.map((uri) => ({ source: fromFile(uri) }));
  await work.bring(bringing, undefined, (index, brought) => {
    if (brought.status === 'failed') void troubles.show(brought.error);
    else links[index] = formatImageLink({ alt: stem(images[index]), target: brought.target }, 'markdown');
  });
  const text = links.filter((link) => link !== '').join('\n');
  if (text === '') return;
  await env.clipboard.writeText(text);
  await window.showInformationMessage(l10n.t('Uploaded. The link is in the clipboard.'));
}

function stem(uri: Uri | undefined): string {
  return baseName(uri?.path ?? '').replace(/\.[^.]*$/, '');
}
