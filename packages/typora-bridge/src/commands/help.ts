import { templateHelpLines } from '@imbed/core';
import { UsageError } from '../args.ts';
import type { Command, CommandHandler } from '../command.ts';
import { exitCodes } from '../io.ts';
import { overview, usageOf } from '../usage.ts';

/** The table comes as a parameter, because it brings the code of `imbed upload` with it. */
export function createHelp(commands: readonly Command[]): CommandHandler {
  return async ({ operands }, io) => {
    io.print(textFor(operands[0], commands));
    return exitCodes.ok;
  };
}

function textFor(topic: string | undefined, commands: readonly Command[]): string {
  if (topic === undefined) return overview(commands);
  if (topic === 'template') return templateText();
  const command = commands.find(({ name }) => name === topic);
  if (command === undefined) throw new UsageError(`nothing to tell about "${topic}"`);
  return usageOf(command);
}

function templateText(): string {
  const lines = templateHelpLines().map((line) => `  ${line}\n`);
  return `A key template names the object that an image becomes. Variables:\n\n${lines.join('')}`;
}
