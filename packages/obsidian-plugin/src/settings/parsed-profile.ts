import {
  accepted,
  type ParseResult,
  type Profile,
  parseSettings,
  profileNamed,
  type Settings,
} from '@imbed/core';
import { currentProfile, type PluginData, profileNames, settingAt } from '../plugin-data.ts';

/** A profile by itself, whatever the others are like. */
export function profileIn(data: PluginData, name: string): ParseResult<Profile> {
  const parsed = parseSettings({ profiles: { [name]: settingAt(data, ['profiles', name]) } });
  return parsed.ok ? profileNamed(name, parsed.value.profiles, 'name') : parsed;
}

/** `undefined` while there is something that no profile can have. */
export function parsedProfile(data: PluginData, name: string): Profile | undefined {
  const profile = profileIn(data, name);
  return profile.ok ? profile.value : undefined;
}

/**
 * The settings without profiles that are not finished or make no sense: they keep no other one from working.
 * @throws ImbedError `config/invalid` when it is the profile in use that makes none, or something beside the profiles
 */
export function usableSettings(data: PluginData): Settings {
  const used = currentProfile(data);
  const names = profileNames(data).filter((name) => name === used || profileIn(data, name).ok);
  const profiles = Object.fromEntries(names.map((name) => [name, settingAt(data, ['profiles', name])]));
  return accepted(parseSettings({ ...data.settings, profiles }));
}
