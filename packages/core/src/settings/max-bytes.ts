import { MAX_MAX_BYTES } from './defaults.ts';
import type { Settings } from './profile.ts';

/** Largest image that the profile allows, in bytes; what any profile may allow where there is none of this name. */
export function maxBytesOf({ profiles }: Pick<Settings, 'profiles'>, profile: string): number {
  return profiles[profile]?.maxBytes ?? MAX_MAX_BYTES;
}
