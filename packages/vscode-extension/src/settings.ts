import {
  accepted,
  type ConfigIssue,
  configIssue,
  ImbedError,
  type Profile,
  parseProfile,
  parseSettings,
  parseUsableSettings,
  profileNamed,
  type Settings,
} from '@imbed/core';

/** What the editor's configuration holds under `imbed`. */
export interface ConfigurationPort {
  get(key: 'defaultProfile' | 'profiles' | 'storage' | WishKey): unknown;
}

const wishes = ['mode', 'folder', 'link'] as const;
type WishKey = `storage.${(typeof wishes)[number]}`;

/** Settings that somebody made, and not what holds when nobody did. */
export interface WishesPort extends ConfigurationPort {
  isSet(key: WishKey): boolean;
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
 * The settings, checked, without profiles that make no sense: they keep no other one from working. Keys in settings are
 * refused, because settings are synced and shared.
 * @throws ImbedError `config/not-found` when there is no profile yet, `config/invalid` when it is the profile in use
 *   that makes no sense, or something beside the profiles
 */
export function readSettings(configuration: ConfigurationPort): Settings {
  if (!hasProfiles(configuration)) throw new ImbedError('config/not-found', { name: 'imbed.profiles' });
  const chosen = configuration.get('defaultProfile');
  const storage = configuration.get('storage');
  const settings = {
    version: 1,
    profiles: configuration.get('profiles'),
    ...(typeof chosen === 'string' && chosen !== '' && { defaultProfile: chosen }),
    ...(storage !== undefined && { storage }),
  };
  return accepted(parseUsableSettings(settings, keysInSettings));
}

/** Those that make sense by themselves, whatever the chosen one is like: one of them can be chosen instead. */
export function usableProfiles(configuration: ConfigurationPort): readonly NamedProfile[] {
  if (!hasProfiles(configuration)) return [];
  return Object.entries(Object(configuration.get('profiles'))).flatMap(([name, written]) => {
    const parsed = parseProfile(name, written);
    const isUsable = parsed.ok && keysInSettings(parsed.value, name).length === 0;
    return isUsable ? [{ name, profile: parsed.value }] : [];
  });
}

function keysInSettings({ credentials }: Profile, name: string): readonly ConfigIssue[] {
  if (credentials.source === 'env') return [];
  return [configIssue(`imbed.profiles.${name}.credentials`, 'keys-elsewhere')];
}

/**
 * Settings of elsewhere, with what was chosen in this editor in their place.
 * @throws ImbedError `config/invalid` when that makes no sense
 */
export function withWishes(settings: Settings, editor: WishesPort): Settings {
  const chosen = editor.get('defaultProfile');
  const isKnown = typeof chosen === 'string' && Object.hasOwn(settings.profiles, chosen);
  const made = wishes
    .filter((wish) => editor.isSet(`storage.${wish}`))
    .map((wish) => [wish, editor.get(`storage.${wish}`)]);
  return accepted(
    parseSettings({
      ...settings,
      ...(isKnown && { defaultProfile: chosen }),
      storage: { ...settings.storage, ...Object.fromEntries(made) },
    }),
  );
}

/**
 * The profile to upload with.
 * @throws ImbedError `config/invalid` when there is none of that name
 */
export function usedProfile(settings: Settings): NamedProfile {
  const { defaultProfile: name } = settings;
  return { name, profile: accepted(profileNamed(name, settings, 'defaultProfile')) };
}
