import { existsSync } from 'node:fs';
import { accepted, addProfiles, type ImportProgram, importPrograms, isImbedError } from '@imbed/core';
import { readConfigFile } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { configPath } from '../config-location.ts';
import { importDocument, importLines } from '../import-report.ts';
import { readSources } from '../import-sources.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
import { writeProfiles } from '../write-config.ts';

/** `imbed import`: other programs' settings become profiles beside those that are there. */
export async function importSettings(args: Args, io: Io): Promise<ExitCode> {
  const [name, file, ...more] = args.operands;
  const program = importPrograms.find((one) => one === name);
  if (program === undefined || more.length > 0)
    throw new UsageError(`"imbed import" takes one of ${importPrograms.join(', ')}, and a FILE or none`);
  if (program === 'imbed' && file === undefined)
    throw new UsageError('"imbed import imbed" takes the FILE that another device made');
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
  const profiles = sources.flatMap(({ imported }) => imported.profiles);
  const active = sources.find(({ imported }) => imported.active !== undefined)?.imported.active;
  const dryRun = args.has('dry-run');
  const extended = dryRun
    ? accepted(addProfiles(existsSync(path) ? (await readConfigFile(path)).text : '', profiles, active))
    : await writeProfiles(path, profiles, active);
  const result = { path, dryRun, sources, ...extended };
  io.print(args.has('json') ? importDocument(result) : importLines(result, messageLocale(io.env)));
  return profiles.length > 0 ? exitCodes.ok : exitCodes.failed;
}
