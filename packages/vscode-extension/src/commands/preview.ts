import { imageCount, type JobReport } from '@imbed/core';
import { commands, l10n, type Uri, window, workspace } from 'vscode';
import { readOnlyText } from './read-only-text.ts';

/** A note as it is, and as it would be. */
export interface Draft {
  readonly note: string;
  readonly before: string;
  readonly after: string;
}

/** More than anybody looks through; the question has the count of all. */
const MAX_SHOWN = 100;

/** Shows what a job would change, and asks; without a look where `imbed.jobs.preview` is off. */
export async function isAgreed(title: string, plan: JobReport, drafts: readonly Draft[]): Promise<boolean> {
  if (workspace.getConfiguration('imbed').get('jobs.preview') === false) return true;
  const shown = drafts.slice(0, MAX_SHOWN).map(({ note, before, after }) => ({
    before: readOnlyText.put(`${l10n.t('Before')}/${note}`, before),
    after: readOnlyText.put(`${l10n.t('After')}/${note}`, after),
  }));
  if (shown.length > 0) await showDifference(title, shown);
  const images = imageCount(plan.steps);
  const yes = l10n.t('Go ahead');
  // A message would go away by itself while somebody reads the difference; this stays until it is answered.
  const chosen = await window.showQuickPick([{ label: yes }, { label: l10n.t('Cancel') }], {
    title: l10n.t('{0}? Images: {1}, notes: {2}.', title, images, plan.changed),
    ignoreFocusOut: true,
  });
  await closeDifference(title);
  for (const { before, after } of shown) for (const uri of [before, after]) readOnlyText.remove(uri);
  return chosen?.label === yes;
}

interface Shown {
  readonly before: Uri;
  readonly after: Uri;
}

async function showDifference(title: string, shown: readonly Shown[]): Promise<void> {
  const [only] = shown;
  if (only !== undefined && shown.length === 1)
    await commands.executeCommand('vscode.diff', only.before, only.after, title, { preview: true });
  else
    await commands.executeCommand(
      'vscode.changes',
      title,
      shown.map(({ before, after }) => [after, before, after]),
    );
}

/** Found by its label: editors that show several files at once have no other name for extensions. */
async function closeDifference(title: string): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter(({ label }) => label === title);
  await window.tabGroups.close(tabs);
}
