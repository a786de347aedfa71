import { accepted, ImbedError, type Profile, parseSettings, profileNamed, type Settings } from '@imbed/core';

/** What the editor's configuration holds under `imbed`. */
export interface ConfigurationPort {
  get(key: 'defaultProfile' | 'profiles' | 'storage'): unknown;
}

export interface NamedProfile {
  readonly name: string;
  readonly profile: Profile;
}

/** Whether there are profiles, right or wrong. */
export function hasProfiles(configuration: ConfigurationPort): boolean {
  const profiles = configuration.get('profiles');
  return typeof profiles === 'object' && profiles !== null && Object.keys(profiles).length > 0;
}

/**
 * The settings, checked. Keys in settings are refused, because settings are synced and shared.
 * @throws ImbedError `config/not-found` when there is no profile yet, `config/invalid` when something makes no sense
 */
export function readSettings(configuration: ConfigurationPort): Settings {
  if (!hasProfiles(configuration)) throw new ImbedError('config/not-found', { name: 'imbed.profiles' });
  const chosen = configuration.get('defaultProfile');
  const storage = configuration.get('storage');
  const settings = accepted(
    parseSettings({
      version: 1,
      profiles: configuration.get('profiles'),
      ...(typeof chosen === 'string' && chosen !== '' && { defaultProfile: chosen }),
      ...(storage !== undefined && { storage }),
    }),
  );
  const issues = Object.entries(settings.profiles)
    .filter(([, { credentials }]) => credentials.source !== 'env')
    .map(([name]) => ({
      field: `imbed.profiles.${name}.credentials`,
      problem: 'must be left out: keys are kept in the secret storage, see "Imbed: Set access keys"',
    }));
  if (issues.length > 0) throw new ImbedError('config/invalid', { issues });
  return settings;
}

/**
 * The profile to upload with.
 * @throws ImbedError `config/invalid` when there is none of that name
 */
export function usedProfile({ defaultProfile: name, profiles }: Settings): NamedProfile {
  return { name, profile: accepted(profileNamed(name, profiles, 'defaultProfile')) };
}
