import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  ImbedError,
  type ImportProgram,
  importEnvironment,
  importNote,
  importNoteOf,
  importProfiles,
  isImbedError,
} from '@imbed/core';
import { importFiles } from '@imbed/core/node';
import type { ImportSource } from './import-report.ts';
import type { Io } from './io.ts';

/**
 * The settings of a program, from `file` or where it keeps them.
 * Throws `import/not-found` or, where there is one file only, `import/invalid`.
 */
export function readSources(
  program: ImportProgram,
  file: string | undefined,
  bucket: string | undefined,
  io: Io,
): readonly ImportSource[] {
  const options = bucket === undefined ? {} : { bucket };
  const readOne = (path: string): ImportSource => {
    const imported = importProfiles(program, readSettings(path), options);
    if (imported.ok) return { from: path, imported: imported.value };
    throw new ImbedError('import/invalid', { name: path, issues: imported.issues });
  };
  if (file !== undefined) return [readOne(resolve(file))];
  if (program === 'env') return [{ from: undefined, imported: importEnvironment(io.env, options) }];
  // Its own configuration is where imports go.
  if (program === 'imbed') return [];
  const { found, places } = importFiles(program, io);
  if (found.length === 0)
    throw new ImbedError('import/not-found', { name: program, detail: places.join(', ') });
  return found.length === 1 ? found.map(readOne) : found.map((path) => readOrNote(path, readOne));
}

/** Of several files, one that cannot be read does not keep the others from being imported. */
function readOrNote(path: string, readOne: (path: string) => ImportSource): ImportSource {
  try {
    return readOne(path);
  } catch (error) {
    if (!isImbedError(error)) throw error;
    const { issues, serviceCode: system = '' } = error.facts;
    const notes = issues?.map((issue) => importNoteOf(path, issue)) ?? [
      importNote(path, 'file-unreadable', { system }),
    ];
    return { from: path, imported: { profiles: [], notes } };
  }
}

function readSettings(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const serviceCode = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new ImbedError(
      'import/invalid',
      { name: path, serviceCode, detail: 'it cannot be read' },
      { cause },
    );
  }
}
