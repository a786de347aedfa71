import { l10n, window } from 'vscode';
import { type Ask, askForKeys, readKeys, type SecretsPort } from './keys.ts';
import { usedProfile } from './settings.ts';
import type { Work } from './work.ts';

const ask: Ask = (prompt) =>
  window.showInputBox({
    prompt: promptOf(prompt),
    password: prompt !== 'accessKeyId',
    ignoreFocusOut: true,
  });

function promptOf(prompt: Parameters<Ask>[0]): string {
  if (prompt === 'accessKeyId') return l10n.t('Access key id');
  if (prompt === 'secretAccessKey') return l10n.t('Access key secret');
  return l10n.t('Session token of temporary keys; leave it empty for others');
}

/** Asks for the keys of the profile in use; `false` when the person changed their mind. Rejects with `config/*`. */
export async function setKeys(work: Work, secrets: SecretsPort): Promise<boolean> {
  const { settings, keysAreHere } = await work.configuration();
  if (!keysAreHere) {
    await window.showInformationMessage(
      l10n.t('The keys of this profile come from the configuration file of the command line.'),
    );
    return false;
  }
  return askForKeys(secrets, usedProfile(settings).name, ask);
}

/** The same where there are none yet; `true` at once for keys that are kept elsewhere. */
export async function ensureKeys(work: Work, secrets: SecretsPort): Promise<boolean> {
  const { settings, keysAreHere } = await work.configuration();
  if (!keysAreHere) return true;
  const { name } = usedProfile(settings);
  const known = await readKeys(secrets, name).catch(() => undefined);
  return known !== undefined || askForKeys(secrets, name, ask);
}
