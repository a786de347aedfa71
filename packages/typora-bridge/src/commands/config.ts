import {
  type ConfigIssue,
  checkConfig,
  doubtfulSettings,
  isImbedError,
  maskSecrets,
  problemText,
} from '@imbed/core';
import { lineOfField, readConfigFile, writeNewConfigFile } from '@imbed/core/node';
import { type Args, UsageError } from '../args.ts';
import { configPath } from '../config-location.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { messageLocale } from '../locale.ts';
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

/**
 * Every profile is made definite as an upload would do it, so that a good answer here means a usable one. What may
 * be right after all is a warning: it goes to standard error and does not count.
 */
async function validate(path: string, io: Io): Promise<ExitCode> {
  const { text, value } = await readConfigFile(path);
  const settings = checkConfig(value);
  if (!settings.ok) {
    io.print(await placed(path, text, settings.issues, '', io));
    return exitCodes.failed;
  }
  io.print(`${path}: valid\n`);
  io.warn(await placed(path, text, doubtfulSettings(settings.value), 'warning: ', io));
  return exitCodes.ok;
}

/** One line an issue, with the line of the file that it is about. */
async function placed(
  path: string,
  text: string,
  issues: readonly ConfigIssue[],
  label: string,
  { env }: Io,
): Promise<string> {
  const locale = messageLocale(env);
  const lines = issues.map(async (issue) => {
    const { field } = issue;
    const line = await lineOfField(text, field);
    return `${path}${line === undefined ? '' : `:${line}`}: ${label}${field}: ${problemText(issue, locale)}\n`;
  });
  return (await Promise.all(lines)).join('');
}
