import { type ConfigIssue, ok, type ParseResult } from '../parse-result.ts';
import { parseSettings, profileNamed } from './parse-settings.ts';
import type { NamedProfiles, Profile, Settings } from './profile.ts';

/** A configuration as a host holds it, not checked yet. */
type WrittenSettings = Readonly<Record<string, unknown>>;

/** What a host refuses in a profile beyond what makes no sense anywhere; `name` is for the issues' fields. */
export type ProfileRule = (profile: Profile, name: string) => readonly ConfigIssue[];

const noRule: ProfileRule = () => [];

/** A profile by itself, whatever the others are like; fields of issues begin with `profiles.` and its name. */
export function parseProfile(name: string, profile: unknown): ParseResult<Profile> {
  const parsed = parseSettings({ profiles: { [name]: profile } });
  return parsed.ok ? profileNamed(name, parsed.value, `profiles.${name}`) : parsed;
}

/**
 * The settings without profiles that are not finished or make no sense: they keep no other one from working. The default
 * profile stays, right or wrong, and where none is chosen all do: another is not to be taken in place of a wrong one.
 * What is wrong with the others is told where one of them is named (`unusable`).
 *
 * For hosts that save settings one by one. A file that is written as a whole is `parseSettings`.
 */
export function parseUsableSettings(
  settings: WrittenSettings,
  ruleOf: ProfileRule = noRule,
): ParseResult<Settings> {
  const unusable = unusableProfiles(settings, ruleOf);
  const parsed = parseSettings({ ...settings, profiles: without(unusable, settings) });
  if (!parsed.ok) return parsed;
  const issues = issuesOf(parsed.value, ruleOf);
  if (issues.length > 0) return { ok: false, issues };
  return ok({ ...parsed.value, ...(Object.keys(unusable).length > 0 && { unusable }) });
}

type Unusable = NonNullable<NamedProfiles['unusable']>;

function unusableProfiles({ defaultProfile, profiles }: WrittenSettings, ruleOf: ProfileRule): Unusable {
  if (typeof defaultProfile !== 'string' || typeof profiles !== 'object' || profiles === null) return {};
  const wrong = Object.entries(profiles).flatMap(([name, profile]) => {
    const alone = parseProfile(name, profile);
    const issues = alone.ok ? ruleOf(alone.value, name) : alone.issues;
    return name === defaultProfile || issues.length === 0 ? [] : [[name, issues] as const];
  });
  return Object.fromEntries(wrong);
}

function without(unusable: Unusable, { profiles }: WrittenSettings): unknown {
  if (Object.keys(unusable).length === 0) return profiles;
  return Object.fromEntries(
    Object.entries(Object(profiles)).filter(([name]) => !Object.hasOwn(unusable, name)),
  );
}

function issuesOf({ profiles }: Settings, ruleOf: ProfileRule): readonly ConfigIssue[] {
  return Object.entries(profiles).flatMap(([name, profile]) => ruleOf(profile, name));
}
