import { explain, inOneLine, localeOf, toImbedError } from '@imbed/core';
import { env, l10n, window, workspace } from 'vscode';
import { type Ask, askForKeys, type SecretsPort } from './keys.ts';
import { readProfile } from './settings.ts';

export const ask: Ask = (prompt) =>
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

/** The command: replaces the keys of the profile in use. */
export async function setKeys(secrets: SecretsPort): Promise<void> {
  try {
    const { name } = readProfile(workspace.getConfiguration('imbed'));
    await askForKeys(secrets, name, ask);
  } catch (error) {
    await window.showErrorMessage(inOneLine(explain(toImbedError(error), localeOf(env.language))));
  }
}
