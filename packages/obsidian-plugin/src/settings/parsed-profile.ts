import {
  accepted,
  type ParseResult,
  type Profile,
  parseProfile,
  parseUsableSettings,
  type Settings,
} from '@imbed/core';
import { type PluginData, settingAt } from '../plugin-data.ts';

/** A profile by itself, whatever the others are like. */
export function profileIn(data: PluginData, name: string): ParseResult<Profile> {
  return parseProfile(name, settingAt(data, ['profiles', name]));
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
export function usableSettings({ settings }: PluginData): Settings {
  return accepted(parseUsableSettings(settings));
}
