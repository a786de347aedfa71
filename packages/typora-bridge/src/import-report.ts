import {
  type Imported,
  type ImportNote,
  type MessageLocale,
  maskSecrets,
  type PlacedProfile,
  problemText,
  providers,
  writtenProfile,
} from '@imbed/core';
import { type ImportWords, importWords } from './import-words.ts';

/** One place that settings were taken from. */
export interface ImportSource {
  /** A path; `undefined` for the environment. */
  readonly from: string | undefined;
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
export function importLines(result: ImportResult, locale: MessageLocale): string {
  const { sources } = result;
  const words = importWords(locale);
  const profiles = namedProfiles(result).map(
    ({ name, isNew, profile }) =>
      `${words.profile(name, isNew)}\n${indented(JSON.stringify(profile, undefined, 2))}\n`,
  );
  const notes = notesOf(sources);
  return [
    `${words.from(sources.map(({ from }) => from ?? words.environment))}\n`,
    ...profiles,
    ...(notes.length === 0 ? [] : [noteLines(notes, locale)]),
    `${outcome(result, words)}\n`,
  ].join('\n');
}

/** What could not be taken over, or is to be known of what was. */
export function noteLines(notes: readonly ImportNote[], locale: MessageLocale): string {
  const told = notes.map((note) => `  ${note.about}: ${problemText(note, locale)}\n`);
  return `${importWords(locale).toKnow}\n${told.join('')}`;
}

/** The document of `--json`. */
export function importDocument(result: ImportResult): string {
  const { path, dryRun, sources } = result;
  const profiles = namedProfiles(result).map(({ name, isNew, profile }) => ({
    name,
    status: isNew ? 'added' : 'known',
    profile,
  }));
  const document = {
    config: path,
    dryRun,
    from: sources.map(({ from = 'the environment' }) => from),
    profiles,
  };
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

function outcome({ path, dryRun, placed, sources }: ImportResult, words: ImportWords): string {
  const fromEnvironment = sources.some(({ from }) => from === undefined);
  // Notes say more of variables that are set.
  const lookedFor = fromEnvironment && notesOf(sources).length === 0 ? keyVariables() : [];
  if (placed.length === 0) return words.nothing(lookedFor);
  if (!placed.some(({ isNew }) => isNew)) return words.known(path);
  return dryRun ? words.notWritten(path) : words.written(path);
}

function keyVariables(): readonly string[] {
  const all = Object.values(providers).flatMap(({ credentialVariables }) => credentialVariables);
  return [...new Set(all.map(({ accessKeyId }) => accessKeyId))];
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
