import { applyEdits, type JSONPath, modify, type ParseError, parse } from 'jsonc-parser';
import { issue, ok, type ParseResult } from '../parse-result.ts';
import { parseSettings } from './parse-settings.ts';
import type { Profile } from './profile.ts';
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

export interface ExtendedConfig {
  readonly text: string;
  /** In the order in which they were given. */
  readonly placed: readonly PlacedProfile[];
}

/**
 * The text of a configuration with profiles added to it. Whatever stood in it stays as it is, comments included; a
 * name that is taken gets a number. Where several profiles leave open which one is the default, it is the one that
 * was used so far, else `active`.
 *
 * @param text of the configuration; empty for a new one
 * @param active the name, among `added`, of the one to use when nobody chooses
 */
export function addProfiles(
  text: string,
  added: readonly NamedProfile[],
  active: string | undefined = added[0]?.name,
): ParseResult<ExtendedConfig> {
  const errors: ParseError[] = [];
  const value: unknown = text === '' ? { version: 1 } : parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(value)) return issue('file', 'not-json-object');
  const profiles = value['profiles'] ?? {};
  if (!isObject(profiles)) return issue('profiles', 'not-profiles');
  const taken = new Set(Object.keys(profiles));
  const owners = new Map(Object.entries(profiles).map(([name, profile]) => [canonical(profile), name]));
  const placed = withMirrors(
    added,
    added.map((one) => place(one, owners, taken)),
  );
  const missing = placed.filter(({ isNew }) => isNew);
  const chosen = placed[added.findIndex(({ name }) => name === active)]?.name;
  const edits: readonly Edit[] = [
    ...defaultFor(value, taken, chosen),
    ...missing.map(({ name, written }): Edit => [['profiles', name], written]),
  ];
  const start = text === '' ? '{\n  "version": 1\n}\n' : text;
  return ok({
    text: edits.reduce((edited, [path, setting]) => withSetting(edited, path, setting), start),
    placed: placed.map(({ name, isNew }) => ({ name, isNew })),
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

type Edit = readonly [path: JSONPath, setting: unknown];

function defaultFor(
  config: WrittenObject,
  names: ReadonlySet<string>,
  active: string | undefined,
): readonly Edit[] {
  if (config['defaultProfile'] !== undefined || names.size < 2) return [];
  const used = parseSettings(config);
  const name = used.ok ? used.value.defaultProfile : active;
  return name === undefined ? [] : [[['defaultProfile'], name]];
}

function withSetting(text: string, path: JSONPath, setting: unknown): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol,
  };
  return applyEdits(text, modify(text, path, setting, { formattingOptions }));
}

type WrittenObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is WrittenObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same text for the same settings, whatever their order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
