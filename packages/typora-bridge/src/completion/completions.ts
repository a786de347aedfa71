import { openProviderIds } from '@imbed/core';
import { helpOption, type OptionSpec } from '../args.ts';
import type { Command } from '../command.ts';

/** What can stand in one place of a command line. */
export interface Value {
  readonly words: readonly string[];
  readonly files: boolean;
}

export interface CompletedOption {
  /** With its dashes; the short form, where there is one, is the second. */
  readonly forms: readonly string[];
  readonly summary: string;
  /** `undefined` for a flag. */
  readonly value: Value | undefined;
}

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** The first operand and any further one; `undefined` where there is none. */
  readonly first: Value | undefined;
  readonly further: Value | undefined;
}

/** What stands in place of a command. */
export const globalOptions = ['--help', '--version'] as const;

/** Everything that the shells complete, out of the table that parsing and usage texts are made from. */
export function completionsOf(commands: readonly Command[]): readonly CompletedCommand[] {
  const names = commands.map(({ name }) => name);
  return commands.map(({ name, summary, options, operands }) => {
    const [first, second] = operands.split(' ').filter((part) => part !== '');
    const further = first?.endsWith('...') ? first : second;
    return {
      name,
      summary,
      options: [...options, helpOption].map(optionOf),
      first: first === undefined ? undefined : operandOf(first, names),
      further: further === undefined ? undefined : operandOf(further, names),
    };
  });
}

function optionOf({ name, short, value, choices, summary }: OptionSpec): CompletedOption {
  return {
    forms: [`--${name}`, ...(short === undefined ? [] : [`-${short}`])],
    summary,
    value: value === undefined ? undefined : { words: choices ?? wordsFor(value), files: isPath(value) },
  };
}

/** `path|new|show`, `[COMMAND|template]`, `INPUT...`: words in small letters are meant as they are. */
function operandOf(usage: string, commands: readonly string[]): Value {
  const parts = usage.replace(/^\[|\]$|\.\.\.\]?$/g, '').split('|');
  const words = parts.flatMap((part) => {
    if (part === 'COMMAND') return commands;
    return part === part.toLowerCase() ? part : wordsFor(part);
  });
  return { words, files: parts.some(isPath) };
}

function wordsFor(placeholder: string): readonly string[] {
  return placeholder === 'ID' ? openProviderIds : [];
}

function isPath(placeholder: string): boolean {
  return /^(INPUT|FILE|FOLDER|DIR|PATH|NOTE|NOTES)S?$/.test(placeholder);
}
