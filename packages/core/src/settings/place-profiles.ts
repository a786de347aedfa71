import { issue, ok, type ParseResult } from '../parse-result.ts';
import { parseSettings } from './parse-settings.ts';
import type { Profile } from './profile.ts';
import { isWrittenObject, type WrittenObject } from './written-object.ts';
import { writtenProfile } from './written-profile.ts';

export interface NamedProfile {
  readonly name: string;
  readonly profile: Profile;
}

/** What became of one of the profiles to add. */
export interface PlacedProfile {
  /** What it is called in the configuration. */
  readonly name: string;
  /** False for one that was there already, just the same. */
  readonly isNew: boolean;
}

/** What a configuration gets. */
export interface PlacedProfiles {
  /** In the order in which they were given. */
  readonly placed: readonly PlacedProfile[];
  /** The new ones by name, as they are written. */
  readonly profiles: Readonly<Record<string, WrittenObject>>;
  /** Absent where one is set, or there is no choice. */
  readonly defaultProfile?: string;
}

/**
 * Where profiles go in a configuration that may have others: a name that is taken gets a number. Where several profiles
 * leave open which one is the default, it is the one that was used so far, else `active`.
 *
 * @param active the name, among `added`, of the one to use when nobody chooses
 */
export function placeProfiles(
  config: unknown,
  added: readonly NamedProfile[],
  active: string | undefined = added[0]?.name,
): ParseResult<PlacedProfiles> {
  if (!isWrittenObject(config)) return issue('file', 'not-json-object');
  const profiles = config['profiles'] ?? {};
  if (!isWrittenObject(profiles)) return issue('profiles', 'not-profiles');
  const taken = new Set(Object.keys(profiles));
  const owners = new Map(Object.entries(profiles).map(([name, profile]) => [canonical(profile), name]));
  const placed = withMirrors(
    added,
    added.map((one) => place(one, owners, taken)),
  );
  const chosen = placed[added.findIndex(({ name }) => name === active)]?.name;
  const news = placed.filter(({ isNew }) => isNew).map(({ name, written }) => [name, written]);
  const defaultProfile = defaultFor(config, taken, chosen);
  return ok({
    placed: placed.map(({ name, isNew }) => ({ name, isNew })),
    profiles: Object.fromEntries(news),
    ...(defaultProfile !== undefined && { defaultProfile }),
  });
}

/** `name`, or the next one with a number that nobody has; it is taken from then on. */
export function takeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  taken.add(free);
  return free;
}

/** @param owners names by what is in the profile */
function place({ name, profile }: NamedProfile, owners: Map<string, string>, taken: Set<string>): Placed {
  const written = writtenProfile(profile);
  const same = owners.get(canonical(written));
  if (same !== undefined) return { name: same, written, isNew: false };
  const free = takeName(name, taken);
  owners.set(canonical(written), free);
  return { name: free, written, isNew: true };
}

interface Placed extends PlacedProfile {
  readonly written: WrittenObject;
}

/** Mirrors follow the profiles that they name to their new names. */
function withMirrors(added: readonly NamedProfile[], placed: readonly Placed[]): readonly Placed[] {
  const names = new Map(added.map(({ name }, index) => [name, placed[index]?.name ?? name]));
  return placed.map((one, index) => {
    const mirrors = added[index]?.profile.mirrors.map((name) => names.get(name) ?? name) ?? [];
    return mirrors.length === 0 ? one : { ...one, written: { ...one.written, mirrors } };
  });
}

function defaultFor(config: WrittenObject, names: ReadonlySet<string>, active: string | undefined) {
  if (config['defaultProfile'] !== undefined || names.size < 2) return undefined;
  const used = parseSettings(config);
  return used.ok ? used.value.defaultProfile : active;
}

/** The same text for the same settings, whatever their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isWrittenObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
