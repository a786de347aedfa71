import type { ProfileKeys } from '@imbed/core';
import type { SecretStorage } from 'obsidian';
import {
  type PluginData,
  profileNames,
  recordOf,
  type SecretNames,
  secretFields,
  secretsOf,
  settingAt,
  withSecrets,
  withSetting,
} from '../plugin-data.ts';

type Secrets = Pick<SecretStorage, 'getSecret' | 'setSecret'>;

/**
 * Puts keys into the secret storage of this device and answers with their names there. A name that holds another
 * secret is left alone.
 * @throws Error when the storage gives back something else than it was given
 */
export function keepKeys(storage: Secrets, profile: string, keys: ProfileKeys): Partial<SecretNames> {
  const names = secretFields.flatMap((field) => {
    const secret = keys[field] ?? '';
    return secret === ''
      ? []
      : [[field, keep(storage, `imbed-${idOf(profile)}-${suffixes[field]}`, secret)] as const];
  });
  return Object.fromEntries(names);
}

const suffixes = { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: 'token' } as const;

/** Ids of secrets are lower-case letters, digits and dashes. */
function idOf(profile: string): string {
  return (
    profile
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'profile'
  );
}

function keep(storage: Secrets, wanted: string, secret: string): string {
  let name = wanted;
  for (let number = 2; ![null, '', secret].includes(storage.getSecret(name)); number++)
    name = `${wanted}-${number}`;
  storage.setSecret(name, secret);
  if (storage.getSecret(name) !== secret)
    throw new Error('the secret storage does not keep what it is given');
  return name;
}

/**
 * The same settings without a key in them: whatever was written there by hand, by a script or by another program, in a
 * profile or in place of the name of a secret, is in the secret storage when this returns. `data` itself when there was
 * nothing to do.
 */
export function withoutPlainKeys(data: PluginData, storage: Secrets): PluginData {
  const names = new Set([...profileNames(data), ...Object.keys(data.secrets)]);
  return [...names].reduce((cleaned, profile) => {
    const written = recordOf(settingAt(cleaned, ['profiles', profile]));
    const named = secretsOf(cleaned, profile);
    const fields = plainFields.filter((field) => Object.hasOwn(written, field));
    const unnamed = secretFields.filter((field) => !isName(named[field], storage));
    if (fields.length === 0 && unnamed.length === 0) return cleaned;
    const found = [Object.fromEntries(unnamed.map((field) => [field, named[field]])), written];
    const keys = keysIn([...found, recordOf(written['credentials'])]);
    const kept = withSecrets(cleaned, profile, keepKeys(storage, profile, keys));
    return fields.reduce((rest, field) => withSetting(rest, ['profiles', profile, field], undefined), kept);
  }, data);
}

/** Keys of R2, which are hexadecimal, and of Scaleway, which are UUIDs, could be names; but no secret has such a name. */
function isName(text: string, storage: Secrets): boolean {
  if (!/^[a-z0-9-]*$/.test(text)) return false;
  return (
    !/^(?:[0-9a-f]{20,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(text) ||
    storage.getSecret(text) !== null
  );
}

const plainFields = ['credentials', ...secretFields] as const;

/** @param places the last one that has a key decides */
function keysIn(places: readonly Readonly<Record<string, unknown>>[]): ProfileKeys {
  const found = (field: (typeof secretFields)[number]) => {
    const values = places.map((place) => place[field]).filter((value) => typeof value === 'string');
    return values.findLast((value) => value.trim() !== '')?.trim() ?? '';
  };
  const sessionToken = found('sessionToken');
  return {
    accessKeyId: found('accessKeyId'),
    secretAccessKey: found('secretAccessKey'),
    ...(sessionToken !== '' && { sessionToken }),
  };
}
