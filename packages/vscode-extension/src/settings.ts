import { accepted, ImbedError, type Profile, parseSettings, profileNamed } from '@imbed/core';

/** What the editor's configuration holds under `imbed`. */
export interface ConfigurationPort {
  get(key: 'defaultProfile' | 'profiles'): unknown;
}

export interface NamedProfile {
  readonly name: string;
  readonly profile: Profile;
}

/**
 * The profile to upload with, checked. Keys in settings are refused, because settings are synced and shared.
 * @throws ImbedError `config/not-found` when there is no profile yet, `config/invalid` when one makes no sense
 */
export function readProfile(configuration: ConfigurationPort): NamedProfile {
  const profiles = configuration.get('profiles');
  if (typeof profiles !== 'object' || profiles === null || Object.keys(profiles).length === 0)
    throw new ImbedError('config/not-found', { name: 'imbed.profiles' });
  const chosen = configuration.get('defaultProfile');
  const { defaultProfile: name, profiles: checked } = accepted(
    parseSettings({
      version: 1,
      profiles,
      ...(typeof chosen === 'string' && chosen !== '' && { defaultProfile: chosen }),
    }),
  );
  const profile = accepted(profileNamed(name, checked, 'defaultProfile'));
  if (profile.credentials.source !== 'env')
    throw new ImbedError('config/invalid', {
      issues: [
        {
          field: `imbed.profiles.${name}.credentials`,
          problem: 'must be left out: keys are kept in the secret storage, see "Imbed: Set access keys"',
        },
      ],
    });
  return { name, profile };
}
