import { type Imported, type ImportNote, maskSecrets, type PlacedProfile, writtenProfile } from '@imbed/core';

/** One place that settings were taken from. */
export interface ImportSource {
  /** A path, or what stands for the environment. */
  readonly from: string;
  readonly imported: Imported;
}

/** What an import did, or would do. */
export interface ImportResult {
  /** The configuration. */
  readonly path: string;
  readonly dryRun: boolean;
  readonly sources: readonly ImportSource[];
  /** The profiles of the sources, in their order. */
  readonly placed: readonly PlacedProfile[];
}

/** For people: the profiles without their secrets, what could not be taken over, and where it all went. */
export function importLines(result: ImportResult): string {
  const { sources } = result;
  const profiles = namedProfiles(result).map(({ name, isNew, profile }) => {
    const label = isNew ? '' : ' (there already)';
    return `Profile "${name}"${label}:\n${indented(JSON.stringify(profile, undefined, 2))}\n`;
  });
  const notes = notesOf(sources).map(({ about, problem }) => `  ${about}: ${problem}\n`);
  return [
    `From ${sources.map(({ from }) => from).join(', ')}:\n`,
    ...profiles,
    ...(notes.length === 0 ? [] : [`To know:\n${notes.join('')}`]),
    outcome(result),
  ].join('\n');
}

/** The document of `--json`. */
export function importDocument(result: ImportResult): string {
  const { path, dryRun, sources } = result;
  const profiles = namedProfiles(result).map(({ name, isNew, profile }) => ({
    name,
    status: isNew ? 'added' : 'known',
    profile,
  }));
  const document = { config: path, dryRun, from: sources.map(({ from }) => from), profiles };
  return `${JSON.stringify({ ...document, notes: notesOf(sources) })}\n`;
}

function namedProfiles({ sources, placed }: ImportResult) {
  const profiles = sources.flatMap(({ imported }) => imported.profiles);
  return placed.flatMap((place, index) => {
    const profile = profiles[index]?.profile;
    return profile === undefined ? [] : [{ ...place, profile: maskSecrets(writtenProfile(profile)) }];
  });
}

function notesOf(sources: readonly ImportSource[]): readonly ImportNote[] {
  return sources.flatMap(({ imported }) => imported.notes);
}

function outcome({ path, dryRun, placed }: ImportResult): string {
  if (placed.length === 0) return 'Nothing to import.\n';
  if (!placed.some(({ isNew }) => isNew)) return `${path} has all of it already.\n`;
  if (dryRun) return `Nothing is written; without --dry-run it would go to ${path}.\n`;
  return `Written to ${path}, secrets included; only you may read it. Check it with: imbed config validate\n`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
