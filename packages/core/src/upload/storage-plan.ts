import zeptomatch from 'zeptomatch';
import { ImbedError } from '../errors.ts';
import { settingsOfFrontMatter } from '../markdown/front-matter.ts';
import { nearest } from '../nearest.ts';
import { type ConfigIssue, configIssue, ok, type ParseResult } from '../parse-result.ts';
import { folderIssues, mirrorIssues } from '../settings/check-storage.ts';
import { profileNamed } from '../settings/parse-settings.ts';
import type { NamedProfiles, Settings, StorageRule, StorageSettings } from '../settings/profile.ts';

/** What becomes of an image that is brought into one note. */
export interface StoragePlan {
  readonly mode: 'remote' | 'local' | 'dual';
  /** Where the note will point, in `dual` mode. */
  readonly link: 'remote' | 'local';
  /** Template of the folder for local copies, as the settings have it. */
  readonly folder: string;
  /** Name of the profile that notes link to. */
  readonly profile: string;
  /** Profiles that get one more copy each; none of them is {@link profile}. */
  readonly mirrors: readonly string[];
}

/** A note as far as it decides about its images. */
export interface NoteHead {
  /** Relative to the workspace. */
  readonly path: string;
  readonly text: string;
}

type PlanSettings = NamedProfiles & Pick<Settings, 'defaultProfile' | 'storage'>;

/**
 * What the settings, the rules that match and at last the note itself say about its images; `off` when they are to be
 * left alone. Issues are in the note (`imbed`, `imbed-profile`) or in the settings, by dotted path.
 */
export function planFor(note: NoteHead, settings: PlanSettings): ParseResult<StoragePlan | 'off'> {
  const own = ownWish(note.text);
  if (!own.ok) return own;
  const { storage, defaultProfile } = settings;
  const ruled = matchingRules(note.path, storage.rules).reduce<Wish>(overlay, {
    ...{ mode: storage.mode, link: storage.link, folder: storage.folder, profile: defaultProfile },
  });
  const { mode, link, folder, profile } = overlay(ruled, own.value);
  if (mode === 'off') return ok('off');
  const atProfile = placeOf('profile', profile, storage.rules) ?? 'defaultProfile';
  const named = profileNamed(profile, settings, own.value.profile === undefined ? atProfile : profileKey);
  if (!named.ok) return named;
  const atFolder = placeOf('folder', folder, storage.rules) ?? 'storage.folder';
  const issues = [...mirrorIssues(profile, settings), ...folderIssues(folder, atFolder)];
  if (issues.length > 0) return { ok: false, issues };
  return ok({ mode, link, folder, profile, mirrors: [...new Set(named.value.mirrors)] });
}

/** The rule that says so, by dotted path. */
function placeOf(setting: 'profile' | 'folder', value: string, rules: readonly StorageRule[]) {
  const index = rules.findLastIndex((rule) => rule[setting] === value);
  return index === -1 ? undefined : `storage.rules.${index}.${setting}`;
}

/**
 * The plan, for who goes on without notes that make no sense.
 * @throws ImbedError `note/invalid-settings` when the note is wrong, `config/invalid` when the settings are
 */
export function acceptedPlan(note: NoteHead, settings: PlanSettings): StoragePlan | 'off' {
  const plan = planFor(note, settings);
  if (plan.ok) return plan.value;
  const { issues } = plan;
  const inNote = issues.some(({ field }) => field === modeKey || field === profileKey);
  throw inNote
    ? new ImbedError('note/invalid-settings', { name: note.path, issues })
    : new ImbedError('config/invalid', { issues });
}

/** Everything that can be wished for, before it is known whether it makes sense. */
interface Wish {
  readonly mode: StorageSettings['mode'] | 'off';
  readonly link: StorageSettings['link'];
  readonly folder: string;
  readonly profile: string;
}

function overlay(wish: Wish, { mode, link, folder, profile }: Partial<Wish>): Wish {
  return {
    mode: mode ?? wish.mode,
    link: link ?? wish.link,
    folder: folder ?? wish.folder,
    profile: profile ?? wish.profile,
  };
}

const modeKey = 'imbed';
const profileKey = 'imbed-profile';
const modes = ['local', 'remote', 'dual', 'off'] as const;

function ownWish(text: string): ParseResult<Partial<Wish>> {
  const settings = settingsOfFrontMatter(text, [modeKey, profileKey]);
  const [mode, profile] = [modeKey, profileKey].map((key) => {
    const values = settings.filter(({ name }) => name === key).map(({ value }) => value?.trim());
    return values.length > 1 ? undefined : values.length === 0 ? '' : values[0];
  });
  const known = modes.find((one) => one === mode);
  const issues: ConfigIssue[] = [];
  if (known === undefined && mode !== '') issues.push(modeIssue(mode));
  if (profile === undefined) issues.push(configIssue(profileKey, 'one-profile'));
  if (issues.length > 0) return { ok: false, issues };
  return ok({ ...(known && { mode: known }), ...(profile && { profile }) });
}

function modeIssue(value: string | undefined): ConfigIssue {
  const meant = value === undefined ? undefined : nearest(value, modes);
  return configIssue(modeKey, 'unknown-mode', { known: modes, meant });
}

/** Compiled once for a configuration, not for each of ten thousand notes. */
const compiledRules = new WeakMap<readonly StorageRule[], readonly CompiledRule[]>();

interface CompiledRule {
  readonly rule: StorageRule;
  matches(path: string): boolean;
}

function matchingRules(path: string, rules: readonly StorageRule[]): readonly StorageRule[] {
  const compiled = compiledRules.get(rules) ?? rules.map(compile);
  compiledRules.set(rules, compiled);
  // Some systems take accents apart in file names.
  const name = path.normalize('NFC');
  return compiled.filter(({ matches }) => matches(name)).map(({ rule }) => rule);
}

/** A pattern also means all that is below a folder of that name. */
function compile(rule: StorageRule): CompiledRule {
  const pattern = rule.notes.normalize('NFC').replace(/^(?:\.?\/)+|\/+$/g, '');
  const glob = zeptomatch.compile(/^\.?$/.test(pattern) ? '**' : `${pattern}{,/**}`);
  return { rule, matches: (path) => glob.test(path) };
}
