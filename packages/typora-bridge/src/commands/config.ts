import { type ConfigIssue, checkSettings, isImbedError, maskSecrets, parseSettings } from '@imbed/core';
import { lineOfField, readConfigFile, writeNewConfigFile } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { configPath } from '../config-location.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { nextSteps, presetNamed, starterConfig } from '../starter-config.ts';

const actions: Readonly<Record<string, (path: string, io: Io, args: Args) => Promise<ExitCode> | ExitCode>> =
  {
    path: printPath,
    new: writeStarter,
    show,
    validate,
  };

export async function config(args: Args, io: Io): Promise<ExitCode> {
  const [name = '', ...more] = args.operands;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined || more.length > 0)
    throw new UsageError(`"imbed config" takes one of: ${Object.keys(actions).join(', ')}`);
  if (name !== 'new' && args.has('provider'))
    throw new UsageError('option --provider belongs to "imbed config new"');
  try {
    return await action(configPath(args, io), io, args);
  } catch (error) {
    if (!isImbedError(error)) throw error;
    const { reportError } = await import('../report.ts');
    return reportError('config', error, io);
  }
}

function printPath(path: string, io: Io): ExitCode {
  io.print(`${path}\n`);
  return exitCodes.ok;
}

/** Standard output has the path alone, so that it can be handed to an editor. */
function writeStarter(path: string, io: Io, args: Args): ExitCode {
  const preset = presetNamed(args.value('provider'));
  writeNewConfigFile(path, starterConfig(preset));
  io.print(`${path}\n`);
  io.warn(nextSteps(preset));
  return exitCodes.ok;
}

async function show(path: string, io: Io): Promise<ExitCode> {
  const { value } = await readConfigFile(path);
  io.print(`${JSON.stringify(maskSecrets(value), undefined, 2)}\n`);
  return exitCodes.ok;
}

/** Every profile is made definite as an upload would do it, so that a good answer here means a usable one. */
async function validate(path: string, io: Io): Promise<ExitCode> {
  const { text, value } = await readConfigFile(path);
  const issues = issuesOf(value);
  if (issues.length === 0) {
    io.print(`${path}: valid\n`);
    return exitCodes.ok;
  }
  for (const { field, problem } of issues) {
    const line = await lineOfField(text, field);
    io.printFailure(`${path}${line === undefined ? '' : `:${line}`}: ${field}: ${problem}\n`);
  }
  return exitCodes.failed;
}

function issuesOf(value: unknown): readonly ConfigIssue[] {
  const settings = parseSettings(value);
  return settings.ok ? checkSettings(settings.value) : settings.issues;
}
