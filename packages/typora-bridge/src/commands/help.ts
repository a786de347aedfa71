import { templateHelpLines } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import { commands } from '../command-table.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { overview, usageOf } from '../usage.ts';

export async function help(args: Args, io: Io): Promise<ExitCode> {
  io.print(textFor(args.operands));
  return exitCodes.ok;
}

function textFor([topic]: readonly string[]): string {
  if (topic === undefined) return overview();
  if (topic === 'template') return templateText();
  const command = commands.find(({ name }) => name === topic);
  if (command === undefined) throw new UsageError(`nothing to tell about "${topic}"`);
  return usageOf(command);
}

function templateText(): string {
  const lines = templateHelpLines().map((line) => `  ${line}\n`);
  return `A key template names the object that an image becomes. Variables:\n\n${lines.join('')}`;
}
