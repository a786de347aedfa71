import type { ProfileKeys } from '@imbed/core';
import type { SecretStorage } from 'obsidian';
import {
  type PluginData,
  profileNames,
  type SecretNames,
  secretFields,
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
 * The same settings without a key in them: whatever was written there by hand, by a script or by another program is in
 * the secret storage when this returns. `data` itself when there was nothing to do.
 */
export function withoutPlainKeys(data: PluginData, storage: Secrets): PluginData {
  return profileNames(data).reduce((cleaned, profile) => {
    const path = ['profiles', profile, 'credentials'];
    const credentials = settingAt(cleaned, path);
    if (credentials === undefined) return cleaned;
    const names = keepKeys(storage, profile, keysIn(credentials));
    return withSetting(withSecrets(cleaned, profile, names), path, undefined);
  }, data);
}

function keysIn(credentials: unknown): ProfileKeys {
  const found = (field: (typeof secretFields)[number]) => {
    const value: unknown =
      typeof credentials === 'object' && credentials !== null ? Reflect.get(credentials, field) : '';
    return typeof value === 'string' ? value.trim() : '';
  };
  const sessionToken = found('sessionToken');
  return {
    accessKeyId: found('accessKeyId'),
    secretAccessKey: found('secretAccessKey'),
    ...(sessionToken !== '' && { sessionToken }),
  };
}
