import { inEnglish } from '../problem-words.ts';
import {
  type Mistake,
  type ProblemCode,
  type ProblemFacts,
  problemOf,
  type ToldMistake,
} from '../problems.ts';
import type { Profile } from '../settings/profile.ts';

export interface ImportedProfile {
  /** Another one for each profile of an import, and fit to be a name in a configuration. */
  readonly name: string;
  readonly profile: Profile;
}

/** What of the other program's settings could not be taken over, or not as it stood, and why. */
export interface ImportNote extends ToldMistake {
  /** The place in those settings, or the profile that they became. */
  readonly about: string;
}

/** @param about a place in the other program's settings, as it is written there, or the name of a profile */
export function importNote<C extends ProblemCode>(
  about: string,
  code: C,
  ...facts: ProblemFacts<C>
): ImportNote {
  return importNoteOf(about, problemOf(code, ...facts));
}

/** Nothing in it is written anywhere yet. Holds secrets. */
export interface Imported {
  readonly profiles: readonly ImportedProfile[];
  /** The one that the other program uses when nobody chooses. */
  readonly active?: string;
  readonly notes: readonly ImportNote[];
}

/** What a file does not say but a person can. */
export interface ImportOptions {
  /** For programs that name no bucket in their settings. */
  readonly bucket?: string;
}

/** The same for a mistake that a parser found. Its English words come along, for `--json`. */
export function importNoteOf(about: string, mistake: Mistake): ImportNote {
  return { about, ...mistake, problem: inEnglish(mistake) };
}
