import { parseProxyAddress } from '../http/proxy-address.ts';
import { slug } from '../naming/slug.ts';
import type { ParseResult } from '../parse-result.ts';
import { type Mistake, problemOf } from '../problems.ts';
import { resolveStore } from '../providers/index.ts';
import { checkProfile } from '../settings/check-settings.ts';
import { MAX_PROFILE_NAME_LENGTH } from '../settings/defaults.ts';

import { takeName } from '../settings/place-profiles.ts';
import type { Profile } from '../settings/profile.ts';
import { parseProfile } from '../settings/usable-settings.ts';
import {
  type Imported,
  type ImportedProfile,
  type ImportNote,
  importNote,
  importNoteOf,
} from './imported.ts';

/** A profile as another program's settings have it: not checked yet, what is empty is not set. */
export interface Candidate {
  /** Where it stands in those settings, for notes. */
  readonly about: string;
  /** What to call it, if nothing speaks against it. */
  readonly name: string;
  readonly active?: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly problems: readonly Mistake[];
}

/** Makes profiles of what can be one; what a profile lacks or loses on the way is told in the notes. */
export function settle(candidates: readonly Candidate[], notes: readonly ImportNote[] = []): Imported {
  const taken = new Set<string>();
  const settled = candidates.map((candidate) => settleOne(candidate, taken));
  const active = settled.find(({ profiles }, index) => profiles.length > 0 && candidates[index]?.active);
  const activeName = active?.profiles[0]?.name;
  return {
    profiles: settled.flatMap(({ profiles }) => profiles),
    ...(activeName !== undefined && { active: activeName }),
    notes: [...settled.flatMap((one) => one.notes), ...notes],
  };
}

interface Settled {
  readonly profiles: readonly ImportedProfile[];
  readonly notes: readonly ImportNote[];
}

function settleOne({ about, name, settings, problems }: Candidate, taken: Set<string>): Settled {
  const note = (problem: Mistake): ImportNote => importNoteOf(about, problem);
  const told = problems.map(note);
  const [written, lost] = withoutBadProxy(settings);
  const parsed = parsedCandidate(written);
  if (!parsed.ok)
    return { profiles: [], notes: [importNote(about, 'not-imported', { issues: parsed.issues }), ...told] };
  const [profile, changes] = adjusted(parsed.value);
  const doubts = checkProfile(profile).map((issue) => problemOf('imported-with', { issues: [issue] }));
  return {
    profiles: [{ name: takeName(profileNameOf(name), taken), profile }],
    notes: [...told, ...[...lost, ...changes, ...doubts].map(note)],
  };
}

function parsedCandidate(settings: Candidate['settings']): ParseResult<Profile> {
  const filledIn = Object.entries(settings).filter(([, value]) => value !== '' && value !== undefined);
  const parsed = parseProfile('it', Object.fromEntries(filledIn));
  if (parsed.ok) return parsed;
  const issues = parsed.issues.map((found) => ({
    ...found,
    field: found.field.replace(/^profiles\.it\./, ''),
  }));
  return { ok: false, issues };
}

function profileNameOf(name: string): string {
  return slug(name, MAX_PROFILE_NAME_LENGTH - 4) || 'imported';
}

type Change<T> = readonly [changed: T, told: readonly Mistake[]];

function withoutBadProxy(settings: Candidate['settings']): Change<Candidate['settings']> {
  const { proxy, ...others } = settings;
  if (proxy === undefined || proxy === '' || parseProxyAddress(String(proxy)).ok) return [settings, []];
  return [others, [problemOf('proxy-left-out')]];
}

/** What the other program let pass and the store does not. */
function adjusted(profile: Profile): Change<Profile> {
  const region = withoutWrongRegion(profile);
  const acl = withoutRefusedAcl(region[0]);
  return [acl[0], [...region[1], ...acl[1]]];
}

/** Many stores take any region; what is right is in the endpoint's host, or the only one that there is. */
function withoutWrongRegion(profile: Profile): Change<Profile> {
  const { region } = profile;
  const without = { ...profile, region: '' };
  if (region === '' || !isLost(profile) || isLost(without)) return [profile, []];
  return [without, [problemOf('region-left-out', { region })]];
}

/** Where the store is cannot be told from region and endpoint. */
function isLost(profile: Profile): boolean {
  const store = resolveStore(profile);
  return !store.ok && store.issues.some(({ field }) => field === 'region' || field === 'endpoint');
}

function withoutRefusedAcl(profile: Profile): Change<Profile> {
  if (!checkProfile(profile).some(({ field }) => field === 'acl')) return [profile, []];
  return [{ ...profile, acl: '' }, [problemOf('acl-left-out', { acl: profile.acl })]];
}
