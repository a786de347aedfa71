import { defaultProfile } from './defaults.ts';
import type { CredentialSource, Profile } from './profile.ts';

/** What holds on one machine only, and what hosts without a configuration file refuse to be told. */
const { credentials, proxy, tlsVerify } = defaultProfile;
const machineSettings = { proxy, tlsVerify };

/** Keys that stood in a profile, for a secret storage. */
export type ProfileKeys = Omit<Extract<CredentialSource, { readonly source: 'inline' }>, 'source'>;

/** A profile in two halves: what may be synced and shown, and what may not. */
export interface PortableProfile {
  readonly profile: Profile;
  /** `undefined` where the profile said where keys are to be had, or nothing. */
  readonly keys: ProfileKeys | undefined;
  /** Settings that were not the default, and stay behind. */
  readonly leftOut: readonly (keyof typeof machineSettings)[];
}

/** What of a profile holds on every device, for hosts that keep settings and keys apart. */
export function portableProfile(profile: Profile): PortableProfile {
  return {
    profile: { ...profile, ...machineSettings, credentials },
    keys: keysIn(profile.credentials),
    leftOut: (['proxy', 'tlsVerify'] as const).filter((name) => profile[name] !== machineSettings[name]),
  };
}

function keysIn(credentials: CredentialSource): ProfileKeys | undefined {
  if (credentials.source !== 'inline') return undefined;
  const { source: _, ...keys } = credentials;
  return keys;
}
