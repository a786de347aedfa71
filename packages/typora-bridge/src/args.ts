import { nearest } from '@imbed/core';

export interface OptionSpec {
  /** Long name without dashes. */
  readonly name: string;
  readonly short?: string;
  /** Name of the value in usage texts; absent for a flag. */
  readonly value?: string;
  /** The only values allowed. */
  readonly choices?: readonly string[];
  readonly summary: string;
}

/** What parsing and usage texts need to know of a command. */
export interface ArgumentSpec {
  readonly name: string;
  readonly options: readonly OptionSpec[];
  /** Positional arguments as usage shows them, e.g. `INPUT...`; empty when there are none. */
  readonly operands: string;
}

export interface Args {
  readonly operands: readonly string[];
  has(option: string): boolean;
  /** The value given last. */
  value(option: string): string | undefined;
}

/** The command line itself is wrong: exit code 2, with usage. Ask {@link isUsageError}: bundles have one each. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}

export const helpOption: OptionSpec = { name: 'help', short: 'h', summary: 'show this text' };

/**
 * Options may stand anywhere; `--` ends them. Throws {@link UsageError}.
 *
 * Not `parseArgs` of `node:util`: it costs a millisecond to load, and its messages offer no nearest name.
 */
export function parseCommandArgs(argv: readonly string[], spec: ArgumentSpec): Args {
  const known = [...spec.options, helpOption];
  const values = new Map<string, string>();
  const operands: string[] = [];
  const rest = argv.values();
  for (const word of rest) {
    if (word === '--') operands.push(...rest);
    else if (word === '-' || !word.startsWith('-')) operands.push(word);
    else readOption(word, rest, known, values);
  }
  if (spec.operands === '' && operands.length > 0)
    throw new UsageError(`"imbed ${spec.name}" takes no argument: ${operands[0]}`);
  return { operands, has: (name) => values.has(name), value: (name) => values.get(name) };
}

/** Takes the value out of `rest` when it is not joined to the name with `=`. */
function readOption(
  word: string,
  rest: Iterator<string>,
  known: readonly OptionSpec[],
  values: Map<string, string>,
): void {
  const [, written = word, joined] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
  const option = known.find(({ name, short }) => written === `--${name}` || written === `-${short}`);
  if (option === undefined) throw unknownOption(written, known);
  if (option.value === undefined) {
    if (joined !== undefined) throw new UsageError(`option ${written} takes no value`);
    values.set(option.name, '');
    return;
  }
  const value = joined ?? rest.next().value;
  // `--profile --json` has forgotten the value; `--profile=--json` means it.
  if (value === undefined || (joined === undefined && /^-./.test(value)))
    throw new UsageError(`option ${written} needs a value: ${written} ${option.value}`);
  if (option.choices !== undefined && !option.choices.includes(value))
    throw new UsageError(`option ${written} must be one of: ${option.choices.join(', ')}`);
  values.set(option.name, value);
}

function unknownOption(written: string, known: readonly OptionSpec[]): UsageError {
  const names = known.map(({ name }) => name);
  const guess = written.startsWith('--') ? nearest(written.slice(2), names) : undefined;
  return new UsageError(
    `unknown option ${written}${guess === undefined ? '' : `; did you mean --${guess}?`}`,
  );
}
