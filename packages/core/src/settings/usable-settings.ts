import type { ConfigIssue, ParseResult } from '../parse-result.ts';
import { parseSettings, profileNamed } from './parse-settings.ts';
import type { Profile, Settings } from './profile.ts';

/** A configuration as a host holds it, not checked yet. */
type WrittenSettings = Readonly<Record<string, unknown>>;

/** What a host refuses in a profile beyond what makes no sense anywhere; `name` is for the issues' fields. */
export type ProfileRule = (profile: Profile, name: string) => readonly ConfigIssue[];

const noRule: ProfileRule = () => [];

/** A profile by itself, whatever the others are like; fields of issues begin with `profiles.` and its name. */
export function parseProfile(name: string, profile: unknown): ParseResult<Profile> {
  const parsed = parseSettings({ profiles: { [name]: profile } });
  return parsed.ok ? profileNamed(name, parsed.value.profiles, `profiles.${name}`) : parsed;
}

/**
 * The settings without profiles that are not finished or make no sense: they keep no other one from working. The default
 * profile stays, right or wrong, and where none is chosen all do: another is not to be taken in place of a wrong one.
 *
 * For hosts that save settings one by one. A file that is written as a whole is `parseSettings`.
 */
export function parseUsableSettings(
  settings: WrittenSettings,
  ruleOf: ProfileRule = noRule,
): ParseResult<Settings> {
  const parsed = parseSettings({ ...settings, profiles: usableProfiles(settings, ruleOf) });
  if (!parsed.ok) return parsed;
  const issues = issuesOf(parsed.value, ruleOf);
  return issues.length === 0 ? parsed : { ok: false, issues };
}

function usableProfiles({ defaultProfile, profiles }: WrittenSettings, ruleOf: ProfileRule): unknown {
  if (typeof defaultProfile !== 'string' || typeof profiles !== 'object' || profiles === null)
    return profiles;
  const isUsable = ([name, profile]: [string, unknown]) => {
    const alone = parseProfile(name, profile);
    return name === defaultProfile || (alone.ok && ruleOf(alone.value, name).length === 0);
  };
  return Object.fromEntries(Object.entries(profiles).filter(isUsable));
}

function issuesOf({ profiles }: Settings, ruleOf: ProfileRule): readonly ConfigIssue[] {
  return Object.entries(profiles).flatMap(([name, profile]) => ruleOf(profile, name));
}
