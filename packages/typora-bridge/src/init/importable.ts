import { type ImportNote, importPrograms, isImbedError, type NamedProfile } from '@imbed/core';
import { readSources } from '../import-sources.ts';
import type { Io } from '../io.ts';

export interface Importable {
  readonly program: string;
  readonly found: NamedProfile;
  /** On all that was found at the same place. */
  readonly notes: readonly ImportNote[];
}

/** What `imbed import` would find on this machine; what cannot be read is left to it to tell. */
export function importable(io: Io): readonly Importable[] {
  return importPrograms.flatMap((program) => {
    // A bucket has to be named for it, and then the questions are as short.
    if (program === 'env') return [];
    try {
      const sources = readSources(program, undefined, undefined, io);
      return sources.flatMap(({ imported: { profiles, notes } }) =>
        profiles.map((found) => ({ program, found, notes })),
      );
    } catch (error) {
      if (isImbedError(error)) return [];
      throw error;
    }
  });
}
