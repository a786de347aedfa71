import { nearest } from '@imbed/core';
import { isUsageError, parseCommandArgs } from './args.ts';
import { type Command, commands } from './command-table.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';

declare const IMBED_VERSION: string;

/** The whole program but for the process around it: arguments in, exit code out. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-V') return printed(io, `${IMBED_VERSION}\n`);
  if (first === '--help' || first === '-h') return printed(io, (await loadUsage()).overview(commands));
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) return misused(io, noSuchCommand(first), undefined);
  try {
    const args = parseCommandArgs(rest, command);
    if (args.has('help')) return printed(io, (await loadUsage()).usageOf(command));
    const handle = await command.load();
    return await handle(args, io);
  } catch (error) {
    if (isUsageError(error)) return misused(io, error.message, command);
    throw error;
  }
}

function loadUsage(): Promise<typeof import('./usage.ts')> {
  return import('./usage.ts');
}

function printed(io: Io, text: string): ExitCode {
  io.print(text);
  return exitCodes.ok;
}

async function misused(io: Io, problem: string, command: Command | undefined): Promise<ExitCode> {
  const { overview, usageOf } = await loadUsage();
  io.warn(`imbed: ${problem}\n\n${command === undefined ? overview(commands) : usageOf(command)}`);
  return exitCodes.usage;
}

function noSuchCommand(word: string | undefined): string {
  if (word === undefined) return 'no command given';
  const names = commands.map(({ name }) => name);
  if (/[./\\]/.test(word)) return `"${word}" is no command; to store it: imbed upload -- "${word}"`;
  const guess = nearest(word, names);
  return `unknown command "${word}"${guess === undefined ? '' : `; did you mean "${guess}"?`}`;
}
