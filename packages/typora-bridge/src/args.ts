import { parseArgs } from 'node:util';
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
  /** All that were given. */
  values(option: string): readonly string[];
}

/** The command line itself is wrong: exit code 2, with usage. Ask {@link isUsageError}: bundles have one each. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}

export const helpOption: OptionSpec = { name: 'help', short: 'h', summary: 'show this text' };

/** Options may stand anywhere; `--` ends them. Throws {@link UsageError}. */
export function parseCommandArgs(argv: readonly string[], spec: ArgumentSpec): Args {
  const known = [...spec.options, helpOption];
  const given: { readonly name: string; readonly value: string }[] = [];
  const operands: string[] = [];
  // Not strict: our refusals name the nearest option.
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(known.map((option) => [option.name, configOf(option)])),
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    else if (token.kind === 'option') given.push({ name: token.name, value: optionValue(token, known) });
  }
  if (spec.operands === '' && operands.length > 0)
    throw new UsageError(`"imbed ${spec.name}" takes no argument: ${operands[0]}`);
  const values = (option: string) => given.filter(({ name }) => name === option).map(({ value }) => value);
  return {
    operands,
    has: (name) => values(name).length > 0,
    value: (name) => values(name).at(-1),
    values,
  };
}

function configOf({ value, short }: OptionSpec) {
  return { type: value === undefined ? 'boolean' : 'string', ...(short && { short }) } as const;
}

interface OptionToken {
  readonly name: string;
  /** With its dashes, as it was written. */
  readonly rawName: string;
  readonly value: string | undefined;
  /** Joined to the name with `=`. */
  readonly inlineValue: boolean | undefined;
}

/** Empty for a flag. */
function optionValue(
  { name, rawName, value, inlineValue }: OptionToken,
  known: readonly OptionSpec[],
): string {
  const option = known.find((one) => one.name === name);
  if (option === undefined) throw unknownOption(rawName, known);
  if (option.value === undefined) {
    if (value !== undefined) throw new UsageError(`option ${rawName} takes no value`);
    return '';
  }
  // `--profile --json` has forgotten the value; `--profile=--json` means it.
  if (value === undefined || (!inlineValue && /^-./.test(value)))
    throw new UsageError(`option ${rawName} needs a value: ${rawName} ${option.value}`);
  if (option.choices !== undefined && !option.choices.includes(value))
    throw new UsageError(`option ${rawName} must be one of: ${option.choices.join(', ')}`);
  return value;
}

function unknownOption(written: string, known: readonly OptionSpec[]): UsageError {
  const names = known.map(({ name }) => name);
  const guess = written.startsWith('--') ? nearest(written.slice(2), names) : undefined;
  return new UsageError(
    `unknown option ${written}${guess === undefined ? '' : `; did you mean --${guess}?`}`,
  );
}
