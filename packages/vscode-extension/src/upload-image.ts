import { formatImageLink, imageExtensions } from '@imbed/core';
import { env, l10n, type Uri, window } from 'vscode';
import { baseName, fromFile } from './file-source.ts';
import type { InsertionFeature } from './insertion/feature.ts';
import type { SecretsPort } from './keys.ts';
import { ensureKeys } from './set-keys.ts';
import type { Troubles } from './trouble.ts';
import type { Work } from './work.ts';

export interface UploadImageHost {
  readonly secrets: SecretsPort;
  readonly insertions: InsertionFeature;
  readonly troubles: Troubles;
  loadWork(): Promise<Work>;
}

/** The command: choose images, upload them, and have their links at the cursor, or where there is no note, in the clipboard. */
export async function uploadImage(host: UploadImageHost, files?: readonly Uri[]): Promise<void> {
  // The note in which the command was given, whichever is in front when the upload ends.
  const editor = window.activeTextEditor;
  const images = files ?? (await choose());
  if (images.length === 0) return;
  const work = await host.loadWork();
  if (!(await ensureKeys(work, host.secrets))) return;
  if (editor === undefined || files !== undefined) await intoClipboard(images, work, host);
  else await host.insertions.insert(images.map(fromFile), editor);
}

async function choose(): Promise<readonly Uri[]> {
  const filters = { [l10n.t('Images')]: [...imageExtensions()] };
  return (await window.showOpenDialog({ filters, canSelectMany: true })) ?? [];
}

async function intoClipboard(
  images: readonly Uri[],
  work: Work,
  { troubles }: UploadImageHost,
): Promise<void> {
  const links: string[] = images.map(() => '');
  await work.bring(images.map(fromFile), undefined, (index, brought) => {
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
