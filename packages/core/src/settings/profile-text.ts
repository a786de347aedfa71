import { type ProfileKeys, portableProfile } from './portable-profile.ts';
import type { Settings } from './profile.ts';
import { writtenProfile } from './written-profile.ts';

/**
 * Profiles as text that another device takes (`importProfiles('imbed', …)`): a configuration, in the form of every
 * host, without keys, proxies and leave to ignore certificates. Where notes keep their images is each device's own.
 *
 * @param keys by name of the profile, for whoever asked for them: the text opens the bucket to whoever reads it then
 */
export function profileText(
  { defaultProfile, profiles }: Pick<Settings, 'defaultProfile' | 'profiles'>,
  keys: Readonly<Record<string, ProfileKeys>> = {},
): string {
  const entries = Object.entries(profiles).map(([name, profile]) => {
    const { credentials: _, ...written } = writtenProfile(portableProfile(profile).profile);
    const own = Object.hasOwn(keys, name) ? keys[name] : undefined;
    return [name, own === undefined ? written : { ...written, credentials: { source: 'inline', ...own } }];
  });
  const text = { version: 1, defaultProfile, profiles: Object.fromEntries(entries) };
  return `${JSON.stringify(text, undefined, 2)}\n`;
}
