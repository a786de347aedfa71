import type { Settings } from '@imbed/core';
import { l10n, window, workspace } from 'vscode';
import {
  type Ask,
  askForKeys,
  forgetKeys,
  type KeysOf,
  profilesWithKeys,
  readKeys,
  type SecretsPort,
} from './keys.ts';
import { usedProfile } from './settings.ts';
import type { Work } from './work.ts';

const askFor =
  ({ profile, destination }: KeysOf): Ask =>
  (prompt) =>
    window.showInputBox({
      title: l10n.t('Set credentials: {0}, for {1}', profile, destination),
      prompt: promptOf(prompt),
      password: prompt !== 'accessKeyId',
      ignoreFocusOut: true,
    });

function promptOf(prompt: Parameters<Ask>[0]): string {
  if (prompt === 'accessKeyId') return l10n.t('Access key id');
  if (prompt === 'secretAccessKey') return l10n.t('Access key secret');
  return l10n.t('Session token of temporary keys; leave it empty for others');
}

/**
 * Asks for the keys of a profile, and of which where none is named and there are several.
 * @returns `false` when the person changed their mind. Rejects with `config/*`.
 */
export async function setKeys(work: Work, secrets: SecretsPort, named?: string): Promise<boolean> {
  const { settings, keysAreHere } = await work.configuration();
  if (!keysAreHere) {
    await window.showInformationMessage(
      l10n.t('The keys of this profile come from the configuration file of the command line.'),
    );
    return false;
  }
  const name = named ?? (await chooseProfile(settings));
  if (name === undefined) return false;
  const of = { profile: name, destination: work.destinationOf(name, settings) };
  return askForKeys(secrets, of, askFor(of));
}

/** The one in use comes first; `undefined` when the person changed their mind. */
async function chooseProfile(settings: Settings): Promise<string | undefined> {
  const { name: used } = usedProfile(settings);
  const others = Object.keys(settings.profiles).filter((name) => name !== used);
  if (others.length === 0) return used;
  const choices = [used, ...others].map((label) => ({
    label,
    description: settings.profiles[label]?.bucket ?? '',
  }));
  const title = l10n.t('Set credentials');
  const chosen = await window.showQuickPick(choices, { title, placeHolder: l10n.t('Of which profile?') });
  return chosen?.label;
}

/** The same where there are none yet; `true` at once for keys that are kept elsewhere. */
export async function ensureKeys(work: Work, secrets: SecretsPort): Promise<boolean> {
  const { settings, keysAreHere } = await work.configuration();
  if (!keysAreHere) return true;
  const { name } = usedProfile(settings);
  const of = { profile: name, destination: work.destinationOf(name, settings) };
  const known = await readKeys(secrets, of).catch(() => undefined);
  return known !== undefined || askForKeys(secrets, of, askFor(of));
}

/** Asks of which profile, also where there is one only: what is forgotten has to be typed again. */
export async function forgetChosenKeys(secrets: SecretsPort): Promise<void> {
  const profiles = Object.keys(workspace.getConfiguration('imbed').get<object>('profiles') ?? {});
  const names = await profilesWithKeys(secrets, profiles);
  if (names.length === 0) {
    await window.showInformationMessage(l10n.t('No credentials are kept here.'));
    return;
  }
  const choices = names.map((label) => ({
    label,
    description: profiles.includes(label) ? '' : l10n.t('not in the settings any more'),
  }));
  const title = l10n.t('Forget credentials');
  const chosen = await window.showQuickPick(choices, { title, placeHolder: l10n.t('Of which profile?') });
  if (chosen === undefined) return;
  await forgetKeys(secrets, chosen.label);
  void window.showInformationMessage(l10n.t('Credentials forgotten: {0}', chosen.label));
}
