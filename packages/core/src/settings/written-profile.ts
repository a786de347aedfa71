import { defaultProfile } from './defaults.ts';
import type { Profile } from './profile.ts';

/** A profile as a person would write it down: without what is the default anyway. */
export function writtenProfile(profile: Profile): Readonly<Record<string, unknown>> {
  const defaults: Readonly<Record<string, unknown>> = defaultProfile;
  const { provider, bucket, ...others } = profile;
  const chosen = Object.entries(others).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]) || key === 'credentials',
  );
  return { provider, bucket, ...Object.fromEntries(chosen) };
}
