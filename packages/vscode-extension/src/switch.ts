import { type ImbedError, toImbedError } from '@imbed/core';
import { commands, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { changeSetting } from './editor-settings.ts';
import { modeWords } from './status.ts';
import type { Summary } from './summary.ts';
import type { Work } from './work.ts';

interface Choice extends QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

/** Lets a person choose another profile or mode, or go on to what is near. */
export async function switchProfile(work: Work): Promise<void> {
  const summary = await work.summary().catch((error) => switchFromWrong(work, toImbedError(error)));
  if (summary === 'switched') return;
  if (summary === undefined) {
    await commands.executeCommand('imbed.addProfile');
    return;
  }
  const title = l10n.t('Switch profile or mode');
  const chosen = await window.showQuickPick<Choice>(choicesOf(summary), { title, matchOnDescription: true });
  await chosen?.run?.();
}

/** Out of a profile that makes no sense. Rejects with `error` where there is no other one. */
async function switchFromWrong(work: Work, error: ImbedError): Promise<'switched'> {
  const usable = work.usableProfiles();
  if (error.code !== 'config/invalid' || usable.length === 0) throw error;
  const choices = usable.map(({ name, profile }) => profileChoice({ ...profile, name }, ''));
  const title = l10n.t('Switch profile or mode');
  const placeHolder = work.words(error);
  const chosen = await window.showQuickPick(choices, { title, placeHolder, matchOnDescription: true });
  await chosen?.run?.();
  return 'switched';
}

function profileChoice({ name, provider, bucket }: Summary['profiles'][number], used: string): Choice {
  return {
    label: marked(name, name === used),
    description: `${provider} · ${bucket}`,
    run: () => changeSetting('defaultProfile', name),
  };
}

function choicesOf(summary: Summary): readonly Choice[] {
  const modes: readonly Summary['mode'][] = ['remote', 'dual', 'local'];
  return [
    heading(l10n.t('Profile')),
    ...summary.profiles.map((profile) => profileChoice(profile, summary.profile)),
    heading(l10n.t('Where images are kept')),
    ...modes.map((mode) => ({
      label: marked(modeWords(mode), mode === summary.mode),
      description: mode,
      run: () => changeSetting('storage.mode', mode),
    })),
    heading(l10n.t('More')),
    ...(summary.pending > 0
      ? [command('sync', `${l10n.t('Sync pending')} (${summary.pending})`, 'imbed.syncPending')]
      : []),
    command('beaker', l10n.t('Test connection'), 'imbed.testConnection'),
    command('add', l10n.t('Add a bucket'), 'imbed.addProfile'),
    command('key', l10n.t('Set credentials'), 'imbed.setKeys'),
    command('gear', l10n.t('Open settings'), 'imbed.openSettings'),
  ];
}

function heading(label: string): Choice {
  return { label, kind: QuickPickItemKind.Separator };
}

function marked(label: string, isCurrent: boolean): string {
  return `${isCurrent ? '$(check)' : '$(blank)'} ${label}`;
}

function command(icon: string, label: string, id: string): Choice {
  return { label: `$(${icon}) ${label}`, run: () => commands.executeCommand(id) };
}
