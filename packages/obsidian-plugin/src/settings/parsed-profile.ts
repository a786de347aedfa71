import { type Profile, parseSettings, profileNamed } from '@imbed/core';
import { type PluginData, settingAt } from '../plugin-data.ts';

/** `undefined` while there is something that no profile can have. */
export function parsedProfile(data: PluginData, name: string): Profile | undefined {
  const parsed = parseSettings({ profiles: { [name]: settingAt(data, ['profiles', name]) } });
  const profile = parsed.ok ? profileNamed(name, parsed.value.profiles, 'name') : undefined;
  return profile?.ok ? profile.value : undefined;
}
