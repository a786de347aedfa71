import { nearest } from '@imbed/core';
import { isUsageError, parseCommandArgs } from './args.ts';
import type { Command } from './command.ts';
import { type ExitCode, exitCodes, type Io } from './io.ts';
import { uploadCommand } from './tables/upload-command.ts';

declare const IMBED_VERSION: string;

/** The whole program but for the process around it: arguments in, exit code out. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-V') return printed(io, `${IMBED_VERSION}\n`);
  if (first === '--help' || first === '-h')
    return printed(io, (await loadUsage()).overview(await allCommands()));
  const command = await commandNamed(first);
  if (command === undefined) return misused(io, noSuchCommand(first, await allCommands()), undefined);
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

async function commandNamed(word: string | undefined): Promise<Command | undefined> {
  if (word === uploadCommand.name) return uploadCommand;
  return (await allCommands()).find(({ name }) => name === word);
}

async function allCommands(): Promise<readonly Command[]> {
  const { createCommands } = await import('./command-table.ts');
  return createCommands(uploadCommand);
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
  const usage = command === undefined ? overview(await allCommands()) : usageOf(command);
  io.warn(`imbed: ${problem}\n\n${usage}`);
  return exitCodes.usage;
}

function noSuchCommand(word: string | undefined, commands: readonly Command[]): string {
  if (word === undefined) return 'no command given';
  const names = commands.map(({ name }) => name);
  if (/[./\\]/.test(word)) return `"${word}" is no command; to store it: imbed upload -- "${word}"`;
  const guess = nearest(word, names);
  return `unknown command "${word}"${guess === undefined ? '' : `; did you mean "${guess}"?`}`;
}
