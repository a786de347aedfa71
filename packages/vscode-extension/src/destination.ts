import {
  accepted,
  type ParseResult,
  type Profile,
  profileNamed,
  resolveStore,
  type Settings,
} from '@imbed/core';

/** What the setting `endpoint` may say in place of an address. */
const ownEndpoints: readonly string[] = ['', 'internal', 'accelerate'];

/**
 * Where the keys of a profile go: the provider as long as its own addresses are used, in whatever region; else the
 * origin of the address that is set. Keys are given for that, for settings of a workspace may lead a profile elsewhere.
 */
export function destinationOf(profile: Profile): ParseResult<string> {
  // Where links lead is another matter: it may be missing still.
  const store = resolveStore({ ...profile, publicBaseUrl: 'https://links.example', urlSuffix: '' });
  if (!store.ok) return store;
  const isOwn = ownEndpoints.includes(profile.endpoint.trim());
  return { ok: true, value: isOwn ? profile.provider : new URL(store.value.endpoint).origin };
}

/** @throws ImbedError `config/invalid` when there is no profile of that name, and for one that leads nowhere */
export function destinationNamed(name: string, settings: Settings): string {
  const profile = accepted(profileNamed(name, settings, 'profile'));
  return accepted(destinationOf(profile), profile.provider);
}
