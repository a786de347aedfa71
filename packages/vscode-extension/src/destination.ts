import {
  accepted,
  type Profile,
  profileNamed,
  type ResolvedStore,
  resolveStore,
  type Settings,
} from '@imbed/core';

/**
 * Where the keys of a profile go: the provider as long as its own addresses are used, in whatever region; else the
 * origin of the address that is set. Keys are given for that, for settings of a workspace may lead a profile elsewhere.
 */
export function destinationOf(
  { provider, endpoint }: Pick<Profile, 'provider' | 'endpoint'>,
  store: Pick<ResolvedStore, 'endpoint'>,
): string {
  return endpoint.trim() === '' ? provider : new URL(store.endpoint).origin;
}

/** @throws ImbedError `config/invalid` when there is no profile of that name */
export function destinationNamed(name: string, settings: Settings): string {
  const profile = accepted(profileNamed(name, settings, 'profile'));
  return destinationOf(profile, accepted(resolveStore(profile), profile.provider));
}
