import { nearest } from '../nearest.ts';
import { issue, ok, type ParseResult } from '../parse-result.ts';
import { habitOf } from './template-habits.ts';
import { type TemplateVariable, templateVariables, type VariableArgument } from './template-variables.ts';

export interface Placeholder {
  readonly variable: TemplateVariable;
  readonly argument: VariableArgument | undefined;
  /** As written, braces included. */
  readonly source: string;
}

/** Literal text, or a variable. */
export type TemplatePiece = string | Placeholder;

type Variables = readonly TemplateVariable[];

/** Name of the setting that templates come from; issues carry it. */
const TEMPLATE_FIELD = 'keyTemplate';

/** Cuts a template into literal text and variables; every mistake is reported, not only the first. */
export function parsePieces(
  source: string,
  variables: Variables = templateVariables,
): ParseResult<readonly TemplatePiece[]> {
  const bracing = bracingProblem(source);
  if (bracing !== undefined) return problem(bracing);
  const parsed = [...source.matchAll(/\{([^{}]*)\}|[^{}]+/g)].map(([text, inside]) =>
    inside === undefined ? ok<TemplatePiece>(text) : parsePlaceholder(inside, variables),
  );
  const issues = parsed.flatMap((piece) => (piece.ok ? [] : piece.issues));
  if (issues.length > 0) return { ok: false, issues };
  return ok(parsed.flatMap((piece) => (piece.ok ? [piece.value] : [])));
}

export function problem(text: string): ParseResult<never> {
  return issue(TEMPLATE_FIELD, text);
}

/**
 * There is no escape: a brace in an address has to be encoded anyway, and the doubled braces and `${}` of other
 * tools are far more often a habit than a wish for braces.
 */
function bracingProblem(source: string): string | undefined {
  if (/\{\{|\}\}/.test(source)) return 'variables have single braces, e.g. {year}';
  const dollar = /\$(\{[^{}]*\})/.exec(source)?.[1];
  if (dollar !== undefined) return `variables have no "$" in front: write ${dollar}`;
  const rest = source.replace(/\{[^{}]*\}/g, '');
  if (rest.includes('{')) return `"${fromBrace(source)}" has no closing "}"`;
  if (rest.includes('}')) return 'there is a "}" without its opening "{"';
  return undefined;
}

/** From the first brace that does not close; to quote it. */
function fromBrace(source: string): string {
  return /\{(?![^{}]*\})[^/]*/.exec(source)?.[0] ?? source;
}

function parsePlaceholder(inside: string, variables: Variables): ParseResult<TemplatePiece> {
  const colon = inside.indexOf(':');
  const name = colon === -1 ? inside : inside.slice(0, colon);
  const variable = variables.find((known) => known.name === name);
  if (variable === undefined) return problem(unknownVariable(name, variables));
  const source = `{${inside}}`;
  if (colon === -1) return ok({ variable, argument: undefined, source });
  const argument = parseArgument(variable, inside.slice(colon + 1));
  return argument.ok ? ok({ variable, argument: argument.value, source }) : argument;
}

function unknownVariable(name: string, variables: Variables): string {
  const names = variables.map((variable) => variable.name);
  const close = nearest(name, names);
  const meant = habitOf(name) ?? (close && `{${close}}`);
  const help = meant === undefined ? `known are ${names.join(', ')}` : `did you mean ${meant}?`;
  return `unknown variable {${name}}; ${help}`;
}

function parseArgument(
  { name, argument: rule }: TemplateVariable,
  text: string,
): ParseResult<VariableArgument> {
  if (rule === undefined) return problem(`{${name}} takes no argument: write {${name}}`);
  const [first, second] = rule.slice ? text.split(/,(?=\d+$)/) : [text];
  const wanted = `a whole number from 1 to ${rule.max}`;
  if (second === undefined) {
    const length = wholeNumber(first);
    const right = length !== undefined && length >= 1 && length <= rule.max;
    return right ? ok({ start: 0, length }) : problem(`{${name}:N} needs ${wanted}, not "${text}"`);
  }
  const start = wholeNumber(first);
  const length = wholeNumber(second);
  if (start === undefined || length === undefined || length < 1 || start + length > rule.max)
    return problem(`{${name}:START,LENGTH} must stay within ${rule.max} digits, which "${text}" does not`);
  return ok({ start, length });
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}
