import { parseKeyTemplate } from '../naming/key-template.ts';
import { nearest } from '../nearest.ts';
import { type ConfigIssue, configIssue, ok, type ParseResult } from '../parse-result.ts';
import { providers, resolveStore } from '../providers/index.ts';
import { mirrorIssues, storageIssues } from './check-storage.ts';
import { parseForm, withDefaultProfile } from './parse-settings.ts';
import type { Profile, Settings } from './profile.ts';

/** A configuration of which every profile can be used, or all that keeps it from that; for `imbed config validate`. */
export function checkConfig(value: unknown): ParseResult<Settings> {
  const written = parseForm(value);
  if (!written.ok) return written;
  const settings = withDefaultProfile(written.value);
  const issues = [...(settings.ok ? [] : settings.issues), ...checkSettings(written.value)];
  return settings.ok && issues.length === 0 ? ok(settings.value) : { ok: false, issues };
}

/** What makes no sense in any of the profiles, between them, or in how images are kept, by dotted path. */
export function checkSettings(settings: Pick<Settings, 'profiles' | 'storage'>): readonly ConfigIssue[] {
  const { profiles } = settings;
  const mirrors = Object.keys(profiles).flatMap((name) => mirrorIssues(name, { profiles }));
  return [...inEach(profiles, checkProfile), ...mirrors, ...storageIssues(settings)];
}

/**
 * What is likely a mistake but may be right, by dotted path: a store opens regions that its preset has not heard of,
 * so an unknown one is no issue where the list may be incomplete.
 */
export function doubtfulSettings({ profiles }: Pick<Settings, 'profiles'>): readonly ConfigIssue[] {
  return inEach(profiles, doubtfulRegion);
}

function inEach(
  profiles: Settings['profiles'],
  check: (profile: Profile) => readonly ConfigIssue[],
): readonly ConfigIssue[] {
  return Object.entries(profiles).flatMap(([name, profile]) =>
    check(profile).map((found) => ({ ...found, field: `profiles.${name}.${found.field}` })),
  );
}

function doubtfulRegion(profile: Profile): readonly ConfigIssue[] {
  const store = resolveStore(profile);
  // Alibaba's consoles write its regions with a prefix, which resolving takes off as well.
  const region = profile.region.trim().toLowerCase().replace(/^oss-/, '');
  if (!store.ok || region === '') return [];
  const { name, regions: known } = providers[store.value.provider];
  // A single region is that of a self-hosted store: the usual one of many.
  if (known.length < 2 || known.includes(region)) return [];
  return [configIssue('region', 'doubtful-region', { store: name, known, meant: nearest(region, known) })];
}

/** What makes no sense in one profile, by setting; none when its store and its keys are definite. */
export function checkProfile(profile: Profile): readonly ConfigIssue[] {
  const store = resolveStore(profile);
  const template = parseKeyTemplate(profile.keyTemplate);
  const aclRefused = store.ok && !store.value.acceptsAcl && profile.acl !== '';
  return [
    ...(store.ok ? [] : store.issues),
    ...(template.ok ? [] : template.issues),
    ...(aclRefused ? [configIssue('acl', 'acl-refused')] : []),
  ];
}
