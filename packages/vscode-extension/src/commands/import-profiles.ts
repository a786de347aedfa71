import { type ImportedProfile, type ImportNote, importProfiles, writtenProfile } from '@imbed/core';
import { l10n, type QuickPickItem, window, workspace } from 'vscode';
import { changeSetting } from '../editor-settings.ts';
import { keepKeys } from '../keys.ts';
import type { ForeignSettings } from '../machine.ts';
import { freeName } from '../setup/stores.ts';
import { Advice } from './advice.ts';
import type { CommandHost } from './command-host.ts';
import { showReport } from './show-report.ts';

interface Choice extends QuickPickItem, ImportedProfile {}

/** Takes profiles over from other programs of this computer: their keys go into the secret storage. */
export async function importFromPrograms(host: CommandHost): Promise<void> {
  const { profiles, notes } = read(host.work.foreignSettings());
  if (profiles.length === 0)
    throw new Advice(
      l10n.t('No settings of PicGo, PicList, SiYuan, rclone or S3 Image Uploader were found here.'),
    );
  const title = l10n.t('Import profiles from other programs');
  const chosen = await window.showQuickPick(profiles, { title, canPickMany: true });
  if (chosen === undefined || chosen.length === 0) return;
  const names: string[] = [];
  for (const one of chosen) names.push(await add(host, one));
  host.onChange();
  const words = l10n.t('Profiles added: {0}', names.join(', '));
  const button = l10n.t('Show report');
  // Nobody waits until it is read.
  void window.showInformationMessage(words, ...(notes.length > 0 ? [button] : [])).then(async (pressed) => {
    const lines = notes.map(({ about, problem }) => `- ${about}: ${problem}`);
    if (pressed === button) await showReport(title, [`# ${title}`, '', ...lines, ''].join('\n'));
  });
}

function read(settings: readonly ForeignSettings[]): {
  readonly profiles: readonly Choice[];
  readonly notes: readonly ImportNote[];
} {
  const results = settings.map(({ program, from, text }) => ({
    program,
    from,
    found: importProfiles(program, text),
  }));
  return {
    profiles: results.flatMap(({ program, found }) =>
      (found.ok ? found.value.profiles : []).map(({ name, profile }) => ({
        ...{ name, profile, label: name, picked: true },
        description: `${program} · ${profile.provider} · ${profile.bucket}`,
      })),
    ),
    notes: results.flatMap(({ from, found }) =>
      found.ok ? found.value.notes : found.issues.map(({ problem }) => ({ about: from, problem })),
    ),
  };
}

/** @returns the name that it has here */
async function add({ secrets }: CommandHost, { name: wanted, profile }: ImportedProfile): Promise<string> {
  const known = workspace.getConfiguration('imbed').get<Record<string, unknown>>('profiles') ?? {};
  const name = freeName(wanted, Object.keys(known));
  const { credentials, ...written } = writtenProfile(profile);
  const { credentials: source } = profile;
  if (source.source === 'inline') await keepKeys(secrets, name, source);
  await changeSetting('profiles', { ...known, [name]: written });
  if (Object.keys(known).length === 0) await changeSetting('defaultProfile', name);
  return name;
}
