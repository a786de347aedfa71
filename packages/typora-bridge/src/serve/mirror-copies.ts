import type { LedgerEntry, PendingEntry, Settings } from '@imbed/core';

type Profiles = Pick<Settings, 'profiles'>;

/** What the ledger knows of some bytes. */
export interface KnownCopies {
  readonly objects: readonly LedgerEntry[];
  /** All that was ever stored of them, newest first: several profiles may lead to one object. */
  readonly stored: readonly LedgerEntry[];
  readonly pending: readonly PendingEntry[];
}

export interface CopiesToGo {
  readonly objects: readonly LedgerEntry[];
  readonly pending: readonly PendingEntry[];
}

/**
 * The copies of an object in the mirrors of its profiles, stored or waiting: they go when it goes. Not what was stored
 * there for itself, nor what another profile has, or waits for, that mirrors there as well.
 */
export function mirrorCopiesOf(
  entry: LedgerEntry,
  { objects, stored, pending }: KnownCopies,
  settings: Profiles,
): CopiesToGo {
  const ofSame = pending.filter(({ sha256 }) => sha256 === entry.sha256);
  const others = objects.filter((other) => other.sha256 === entry.sha256 && !isSameObject(other, entry));
  const users = others.flatMap((other) => usersOf(other, stored));
  const waiting = ofSame.filter(({ role }) => role === 'primary').map(({ profile }) => profile);
  const mirrorsOfAll = (profiles: readonly string[]) => profiles.flatMap((one) => mirrorsOf(one, settings));
  const stay = new Set(mirrorsOfAll([...users, ...waiting]));
  const mirrors = mirrorsOfAll([entry.profile, ...usersOf(entry, stored)]).filter((one) => !stay.has(one));
  return {
    objects: others.filter((other) => mirrors.includes(other.profile) && usersOf(other, stored).length === 0),
    pending: ofSame.filter(({ role, profile }) => role === 'mirror' && mirrors.includes(profile)),
  };
}

/** Names of the profiles that an object was stored with for itself, and not as a mirror's copy. */
function usersOf(object: LedgerEntry, stored: readonly LedgerEntry[]): readonly string[] {
  const latest = new Map<string, LedgerEntry>();
  for (const line of stored.toReversed()) if (isSameObject(line, object)) latest.set(line.profile, line);
  return [...latest.values()].filter(({ role }) => role === undefined).map(({ profile }) => profile);
}

function isSameObject(one: LedgerEntry, other: LedgerEntry): boolean {
  return one.store === other.store && one.key === other.key;
}

/** `objects` without those that are only a mirror's copy of another one. */
export function withoutMirrorCopies(
  objects: readonly LedgerEntry[],
  settings: Profiles,
): readonly LedgerEntry[] {
  const mirrored = new Set(
    objects
      .filter(({ role }) => role === undefined)
      .flatMap(({ sha256, profile }) => mirrorsOf(profile, settings).map((mirror) => `${sha256} ${mirror}`)),
  );
  return objects.filter(
    ({ role, sha256, profile }) => role === undefined || !mirrored.has(`${sha256} ${profile}`),
  );
}

/** Names of profiles; none where there is no such profile any more. */
export function mirrorsOf(profile: string, { profiles }: Profiles): readonly string[] {
  return Object.hasOwn(profiles, profile) ? (profiles[profile]?.mirrors ?? []) : [];
}
