import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  closedProviders,
  ImbedError,
  nearest,
  type Profile,
  parseSettings,
  providers,
  type ResolvedStore,
  resolveStore,
  type Settings,
} from '@imbed/core';
import { inMemory, type Memo, type PreparedProfile } from './prepared-profile.ts';

/**
 * Checks the configuration `value` and makes the profile `wanted` (empty: the default one) definite; loaded only when
 * that was not done before. Throws `config/invalid` or `config/provider-closed`.
 */
export function prepareProfile(value: unknown, wanted: string): PreparedProfile {
  const settings = parseSettings(value);
  if (!settings.ok) throw new ImbedError('config/invalid', { issues: settings.issues });
  const name = wanted || settings.value.defaultProfile;
  const { credentials: _, proxy: __, ...profile } = profileNamed(name, settings.value);
  const store = resolved(profile);
  const { credentialVariables } = providers[store.provider];
  return {
    name,
    settings: profile,
    store,
    credentialVariables,
    holdsSecrets: holdsSecrets(settings.value),
    storageMode: settings.value.storage.mode,
  };
}

function profileNamed(name: string, { profiles }: Settings): Profile {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile !== undefined) return profile;
  const names = Object.keys(profiles);
  const meant = nearest(name, names);
  const hint = meant === undefined ? `there are: ${names.join(', ')}` : `did you mean "${meant}"?`;
  const problem = `there is no profile "${name}"; ${hint}`;
  throw new ImbedError('config/invalid', { issues: [{ field: '--profile', problem }] });
}

function resolved(profile: PreparedProfile['settings']): ResolvedStore {
  const { provider } = profile;
  const store = resolveStore(profile);
  if (store.ok) return store.value;
  const code = Object.hasOwn(closedProviders, provider) ? 'config/provider-closed' : 'config/invalid';
  throw new ImbedError(code, { provider, issues: store.issues });
}

function holdsSecrets({ profiles }: Settings): boolean {
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
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, path);
  } catch {
    // A state folder that cannot be written is told of where it matters: by the ledger.
  }
}
