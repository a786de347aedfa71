import type { LedgerEntry, Settings } from '@imbed/core';

type Profiles = Pick<Settings, 'profiles'>;

/**
 * The copies of an object in the mirrors of its profile: they go when it goes. None while the same bytes are in that
 * profile by another key too, whose copies these are as well.
 */
export function mirrorCopiesOf(
  entry: LedgerEntry,
  objects: readonly LedgerEntry[],
  settings: Profiles,
): readonly LedgerEntry[] {
  const { sha256, profile } = entry;
  const same = objects.filter((other) => other.sha256 === sha256);
  if (same.some((other) => other !== entry && other.profile === profile)) return [];
  return same.filter((other) => mirrorsOf(profile, settings).includes(other.profile));
}

/** `objects` without those that are only a mirror's copy of another one. */
export function withoutMirrorCopies(
  objects: readonly LedgerEntry[],
  settings: Profiles,
): readonly LedgerEntry[] {
  const profilesOf = new Map<string, Set<string>>();
  for (const { sha256, profile } of objects)
    profilesOf.set(sha256, (profilesOf.get(sha256) ?? new Set()).add(profile));
  const isCopy = (profile: string, other: string) =>
    mirrorsOf(other, settings).includes(profile) &&
    // Of two that mirror each other, the first by name is shown.
    (other < profile || !mirrorsOf(profile, settings).includes(other));
  return objects.filter(
    ({ sha256, profile }) => ![...(profilesOf.get(sha256) ?? [])].some((other) => isCopy(profile, other)),
  );
}

/** Names of profiles; none where there is no such profile any more. */
export function mirrorsOf(profile: string, { profiles }: Profiles): readonly string[] {
  return Object.hasOwn(profiles, profile) ? (profiles[profile]?.mirrors ?? []) : [];
}
