import {
  explain,
  formatImageLink,
  type ImbedError,
  imageExtensions,
  inOneLine,
  localeOf,
  type StoredImage,
  toImbedError,
} from '@imbed/core';
import { env, l10n, ProgressLocation, type TextEditor, type Uri, window, workspace } from 'vscode';
import { openUploads } from './compose.ts';
import { baseName, fromFile } from './file-source.ts';
import { askForKeys, readKeys, type SecretsPort } from './keys.ts';
import { ask, setKeys } from './set-keys.ts';
import { readProfile } from './settings.ts';

/** The command: choose an image, upload it, and have its link at the cursor. */
export async function uploadImage(secrets: SecretsPort): Promise<void> {
  // The note in which the command was given, whichever is in front when the upload ends.
  const editor = window.activeTextEditor;
  const filters = { [l10n.t('Images')]: [...imageExtensions()] };
  const [image] = (await window.showOpenDialog({ filters })) ?? [];
  if (image === undefined) return;
  try {
    const stored = await uploadWithProgress(image, secrets, editor);
    if (stored !== undefined)
      await handOver(formatImageLink({ alt: stem(image), target: stored.url }, 'markdown'), editor);
  } catch (error) {
    await showFailure(toImbedError(error), secrets);
  }
}

/** `undefined` when the person cancelled. */
async function uploadWithProgress(
  image: Uri,
  secrets: SecretsPort,
  editor: TextEditor | undefined,
): Promise<StoredImage | undefined> {
  const { name, profile } = readProfile(workspace.getConfiguration('imbed'));
  const known = await readKeys(secrets, name).catch(() => undefined);
  if (known === undefined && !(await askForKeys(secrets, name, ask))) return undefined;
  const logger = { debug: () => undefined, warn: (message: string) => console.warn(message) };
  const service = openUploads({ name, profile }, () => readKeys(secrets, name), logger);
  const title = l10n.t('Uploading {0}', baseName(image.path));
  const notePath = editor && workspace.asRelativePath(editor.document.uri);
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const { signal } = controller;
      const outcome = await service.upload(fromFile(image), {
        signal,
        ...(notePath !== undefined && { notePath }),
      });
      if (outcome.status === 'done') return outcome.stored;
      if (outcome.error.code === 'cancelled') return undefined;
      throw outcome.error;
    },
  );
}

/** Into the note, or, where that is not possible any more, into the clipboard. */
async function handOver(link: string, editor: TextEditor | undefined): Promise<void> {
  const inserted = await editor?.edit((edit) => edit.replace(editor.selection, link));
  if (inserted === true) return;
  await env.clipboard.writeText(link);
  await window.showInformationMessage(l10n.t('Uploaded. The link is in the clipboard.'));
}

async function showFailure(error: ImbedError, secrets: SecretsPort): Promise<void> {
  const words = inOneLine(explain(error, localeOf(env.language)));
  const keysAreWrong = ['config/missing-secret', 'store/bad-signature', 'store/unknown-access-key'].includes(
    error.code,
  );
  const again = l10n.t('Set access keys');
  const chosen = await window.showErrorMessage(words, ...(keysAreWrong ? [again] : []));
  if (chosen === again) await setKeys(secrets);
}

function stem(uri: Uri): string {
  return baseName(uri.path).replace(/\.[^.]*$/, '');
}
