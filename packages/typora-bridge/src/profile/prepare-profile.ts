import { renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { accepted, parseSettings, profileNamed, providers, resolveStore, type Settings } from '@imbed/core';
import { makeFolder } from '@imbed/core/node';
import { inMemory, type Memo, type PreparedProfile } from './prepared-profile.ts';

/**
 * Checks the configuration `value` and makes the profile `wanted` (empty: the default one) definite; loaded only when
 * that was not done before; `option` named the profile. Throws `config/invalid` or `config/provider-closed`.
 */
export function prepareProfile(value: unknown, wanted: string, option = '--profile'): PreparedProfile {
  const settings = accepted(
    parseSettings(value, wanted === '' ? undefined : { name: wanted, field: option }),
  );
  const { defaultProfile: name } = settings;
  const { credentials: _, proxy: __, ...profile } = accepted(profileNamed(name, settings, option));
  const store = accepted(resolveStore(profile), profile.provider);
  const { credentialVariables } = providers[store.provider];
  return {
    name,
    settings: profile,
    store,
    credentialVariables,
    holdsSecrets: holdsSecrets(settings),
    storageMode: settings.storage.mode,
  };
}

/** Secrets are in the file itself, or the way to them. */
export function holdsSecrets({ profiles }: Settings): boolean {
  return Object.values(profiles).some(
    ({ credentials: { source }, proxy }) =>
      source === 'inline' || source === 'process' || proxy.includes('@'),
  );
}

/** In one piece, because another process may be reading; a failure costs time next time, no more. */
export async function rememberPrepared(memo: Memo, prepared: PreparedProfile): Promise<void> {
  const { path } = memo;
  const draft = `${path}.${process.pid}`;
  const text = await inMemory(memo, prepared);
  try {
    makeFolder(dirname(path));
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    // A state folder that cannot be written is told of where it matters: by the ledger.
  }
}
