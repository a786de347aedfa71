import { type InferOutput, safeParse } from 'valibot';
import { nearest } from '../nearest.ts';
import { type ConfigIssue, configIssue, issue, ok, type ParseResult } from '../parse-result.ts';
import type { NamedProfiles, Profile, Settings } from './profile.ts';
import { createSettingsSchema } from './schema.ts';
import { problemIn } from './wording.ts';

/**
 * A configuration, checked and with every default filled in, or everything that is wrong with its form.
 * Whether a store or a key template makes sense is `checkSettings`: one profile that does not must not keep
 * the others from working.
 *
 * @param wanted is the default profile instead
 */
export function parseSettings(value: unknown, wanted?: WantedProfile): ParseResult<Settings> {
  const written = parseForm(value);
  return written.ok ? withDefaultProfile(written.value, wanted) : written;
}

/** A profile that somebody asked for by name: the default one, whatever the configuration says or leaves out. */
interface WantedProfile {
  readonly name: string;
  /** What it was asked for with, e.g. `--profile`; issues carry it. */
  readonly field: string;
}

/** A configuration as it is written, before it is known which profile is the default one. */
export function parseForm(value: unknown): ParseResult<WrittenSettings> {
  const result = safeParse(createSettingsSchema(), value);
  if (result.success) return ok(result.output);
  const issues: ConfigIssue[] = result.issues.map((found) => ({
    field: found.path?.map(({ key }) => String(key)).join('.') ?? '',
    ...problemIn(found.message),
  }));
  return { ok: false, issues };
}

type WrittenSettings = InferOutput<ReturnType<typeof createSettingsSchema>>;

/** Of several profiles one must be named; a single one needs no naming. */
export function withDefaultProfile(
  { version, defaultProfile, profiles, storage }: WrittenSettings,
  wanted?: WantedProfile,
): ParseResult<Settings> {
  const names = Object.keys(profiles);
  const chosen = wanted?.name ?? defaultProfile ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined) return issue('defaultProfile', 'missing-default', { known: names });
  const found = profileNamed(chosen, { profiles }, wanted?.field ?? 'defaultProfile');
  return found.ok ? ok({ version, defaultProfile: chosen, profiles, storage }) : found;
}

/** One of the profiles by its name, which was written in `field`; or why there is none that can be used. */
export function profileNamed(
  name: string,
  { profiles, unusable = {} }: NamedProfiles,
  field: string,
): ParseResult<Profile> {
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile !== undefined) return ok(profile);
  const wrong = Object.hasOwn(unusable, name) ? unusable[name] : undefined;
  if (wrong !== undefined) return { ok: false, issues: [configIssue(field, 'wrong-profile'), ...wrong] };
  const known = Object.keys(profiles);
  return issue(field, 'no-such-profile', { known, meant: nearest(name, known) });
}
