import {
  accepted,
  type Imported,
  type ImportNote,
  type Profile,
  type ProfileKeys,
  placeProfiles,
  portableProfile,
  writtenProfile,
} from '@imbed/core';
import { l10n } from 'vscode';
import { destinationOf } from '../destination.ts';

/** A profile as it can be in the settings, which are synced, and its keys, which cannot. */
export interface ForeignProfile {
  readonly name: string;
  readonly profile: Profile;
  /** None either where it cannot be told what they would be for. */
  readonly keys: ProfileKeys | undefined;
}

/** What the settings of another program come to here. */
export interface Offered {
  readonly profiles: readonly ForeignProfile[];
  readonly active: string | undefined;
  /** What of it does not come along, or not as it stood. */
  readonly notes: readonly ImportNote[];
}

export function offeredBy({ profiles, active, notes }: Imported): Offered {
  const halves = profiles.map(({ name, profile }) => {
    const { keys, ...half } = portableProfile(profile);
    return { name, ...half, keys: destinationOf(half.profile).ok ? keys : undefined };
  });
  const own = halves.flatMap(({ name, leftOut, keys }) => [
    ...leftOut.map((setting) => ({
      about: name,
      problem: l10n.t('{0} is left out: it holds for one computer, and may be a secret.', setting),
    })),
    ...(keys === undefined
      ? [{ about: name, problem: l10n.t('It comes without keys: "Imbed: Set credentials" asks for them.') }]
      : []),
  ]);
  return { profiles: halves, active, notes: [...notes, ...own] };
}

/** A profile line by line, without its keys. */
export function linesOf(profile: Profile): readonly string[] {
  const { credentials: _, ...written } = writtenProfile(profile);
  return Object.entries(written).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}

/** As in the settings of the editor. */
export interface OwnProfiles {
  readonly profiles: Readonly<Record<string, unknown>>;
  /** Empty where none is chosen. */
  readonly defaultProfile: string;
}

export interface TakenOver extends OwnProfiles {
  /** Where each of them is now, in their order. */
  readonly placed: readonly { readonly name: string; readonly isNew: boolean }[];
}

/** The own profiles, with others added to them; one that is there already, just the same, is not added again. */
export function withForeign(
  { profiles, defaultProfile }: OwnProfiles,
  added: readonly ForeignProfile[],
  active: string | undefined,
): TakenOver {
  // Keys have no place in these settings: as if all said what is meant when nothing is said.
  const compared = Object.entries(profiles).map(([name, profile]) => [
    name,
    { credentials: { source: 'env' }, ...Object(profile) },
  ]);
  const before = {
    ...{ version: 1, profiles: Object.fromEntries(compared) },
    ...(defaultProfile !== '' && { defaultProfile }),
  };
  const first = added.some(({ name }) => name === active) ? active : added[0]?.name;
  const found = accepted(placeProfiles(before, added, first));
  const news = Object.entries(found.profiles).map(([name, { credentials: _, ...profile }]) => [
    name,
    profile,
  ]);
  return {
    profiles: { ...profiles, ...Object.fromEntries(news) },
    defaultProfile: found.defaultProfile ?? defaultProfile,
    placed: found.placed,
  };
}
