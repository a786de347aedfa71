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
  if (first === undefined) {
    io.warn(`${(await loadUsage()).overview(await allCommands())}\n`);
    return misused(io, 'no command given', 'imbed --help');
  }
  const command = await commandNamed(first);
  if (command === undefined) return misused(io, noSuchCommand(first, await allCommands()), 'imbed --help');
  try {
    const args = parseCommandArgs(rest, command);
    if (args.has('help')) return printed(io, (await loadUsage()).usageOf(command));
    const handle = await command.load();
    return await handle(args, io);
  } catch (error) {
    if (isUsageError(error)) return misused(io, error.message, `imbed help ${command.name}`);
    throw error;
  }
}

async function commandNamed(word: string): Promise<Command | undefined> {
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

/** The reason comes last, and alone: below a whole usage it would be off the top of a small window. */
function misused(io: Io, problem: string, help: string): ExitCode {
  io.warn(`imbed: ${problem}\nimbed: for help: ${help}\n`);
  return exitCodes.usage;
}

function noSuchCommand(word: string, commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name);
  if (/[./\\]/.test(word)) return `"${word}" is no command; to store it: imbed upload -- "${word}"`;
  const guess = nearest(word, names);
  return `unknown command "${word}"${guess === undefined ? '' : `; did you mean "${guess}"?`}`;
}
