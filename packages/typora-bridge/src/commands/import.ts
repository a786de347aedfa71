import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  accepted,
  addProfiles,
  type ExtendedConfig,
  ImbedError,
  type ImportNote,
  type ImportProgram,
  importEnvironment,
  importProfiles,
  importPrograms,
  isImbedError,
} from '@imbed/core';
import { importFiles, readConfigFile, replaceConfigFile, writeNewConfigFile } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { configPath } from '../config-location.ts';
import { type ImportSource, importDocument, importLines } from '../import-report.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed import`: other programs' settings become profiles beside those that are there. */
export async function importSettings(args: Args, io: Io): Promise<ExitCode> {
  const [name, file, ...more] = args.operands;
  const program = importPrograms.find((one) => one === name);
  if (program === undefined || more.length > 0)
    throw new UsageError(`"imbed import" takes one of ${importPrograms.join(', ')}, and a FILE or none`);
  try {
    return await runImport(program, file, args, io);
  } catch (error) {
    if (!isImbedError(error)) throw error;
    const { reportError } = await import('../report.ts');
    return reportError(`import ${program}`, error, io);
  }
}

async function runImport(
  program: ImportProgram,
  file: string | undefined,
  args: Args,
  io: Io,
): Promise<ExitCode> {
  const bucket = args.value('bucket');
  const sources = readSources(program, file, bucket, io);
  const path = configPath(args, io);
  const before = existsSync(path) ? (await readConfigFile(path)).text : undefined;
  const profiles = sources.flatMap(({ imported }) => imported.profiles);
  const active = sources.find(({ imported }) => imported.active !== undefined)?.imported.active;
  const extended = accepted(addProfiles(before ?? '', profiles, active));
  const dryRun = args.has('dry-run');
  if (!dryRun) write(path, before, extended);
  const result = { path, dryRun, sources, ...extended };
  io.print(args.has('json') ? importDocument(result) : importLines(result));
  return profiles.length > 0 ? exitCodes.ok : exitCodes.failed;
}

function readSources(
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
  if (program === 'env') return [{ from: 'the environment', imported: importEnvironment(io.env, options) }];
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
    const { issues = [], serviceCode = '' } = error.facts;
    const why = issues.map(({ problem }) => problem).join('; ') || `cannot be read (${serviceCode})`;
    const note: ImportNote = { about: path, problem: why };
    return { from: path, imported: { profiles: [], notes: [note] } };
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

function write(path: string, before: string | undefined, { text, placed }: ExtendedConfig): void {
  if (!placed.some(({ isNew }) => isNew)) return;
  if (before === undefined) writeNewConfigFile(path, text);
  else replaceConfigFile(path, text);
}
