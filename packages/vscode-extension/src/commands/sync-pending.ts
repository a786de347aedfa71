import { runSyncJob } from '@imbed/core';
import { l10n } from 'vscode';
import { Advice } from './advice.ts';
import type { CommandHost } from './command-host.ts';
import { runJob } from './job.ts';
import { treesOf, whatIsOpen } from './note-groups.ts';

/** Uploads what waits, in the trees of all open folders and of the note in front. */
export async function syncPending(host: CommandHost): Promise<void> {
  const groups = await treesOf(host.work, whatIsOpen());
  if (groups.length === 0) throw new Advice(l10n.t('Open a folder first.'));
  await runJob(host, groups, {
    title: l10n.t('Sync pending'),
    run: (jobHost, _notes, options) => runSyncJob(jobHost, options),
  });
}
