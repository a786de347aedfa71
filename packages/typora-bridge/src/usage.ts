import { helpOption, type OptionSpec } from './args.ts';
import type { Command } from './command.ts';

const more = [
  ['imbed help COMMAND', 'the options of a command'],
  ['imbed help template', 'the variables of key templates'],
  ['imbed --version', 'the version of this program'],
] as const;

/** `imbed --help`. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }) => [name, summary] as const);
  const usage = 'Usage: imbed COMMAND [OPTIONS] [ARGUMENTS]';
  return `${usage}\n\n${columns(rows)}\n${columns(more)}`;
}

/** `imbed help COMMAND`. */
export function usageOf(command: Command): string {
  const operands = command.operands === 'INPUT...' ? '[--] INPUT...' : command.operands;
  const line = ['Usage: imbed', command.name, '[OPTIONS]', operands].filter((part) => part !== '').join(' ');
  const options = [...command.options, helpOption].map(
    (option) => [optionLabel(option), option.summary] as const,
  );
  const details = command.details === undefined ? '' : `\n${command.details.join('\n')}\n`;
  return `${line}\n\n${sentence(command.summary)}\n\n${columns(options)}${details}`;
}

function optionLabel({ name, short, value, choices }: OptionSpec): string {
  const long = value === undefined ? `--${name}` : `--${name} ${choices?.join('|') ?? value}`;
  return short === undefined ? `    ${long}` : `-${short}, ${long}`;
}

/** Two columns; the left one as wide as it needs to be. */
function columns(rows: readonly (readonly [left: string, right: string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
