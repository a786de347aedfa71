import { readFileSync } from 'node:fs';
import { type ImportProgram, importProfiles } from '../imports/import-profiles.ts';
import type { Imported, ImportOptions } from '../imports/imported.ts';
import { writtenProfile } from '../settings/written-profile.ts';

/** A settings file as a program writes it. */
export function sample(name: string): string {
  return readFileSync(new URL(`../../fixtures/imports/${name}`, import.meta.url), 'utf8');
}

/** What is in it, or a failure that says why not. */
export function imported(program: ImportProgram, text: string, options?: ImportOptions): Imported {
  const result = importProfiles(program, text, options);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

/** By name, and only what is not a default anyway. */
export function profilesOf({ profiles }: Imported) {
  return Object.fromEntries(profiles.map(({ name, profile }) => [name, writtenProfile(profile)]));
}

export function notesOf({ notes }: Imported): readonly string[] {
  return notes.map(({ about, problem }) => `${about}: ${problem}`);
}
