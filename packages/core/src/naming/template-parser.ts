import { nearest } from '../nearest.ts';
import { issue, ok, type ParseResult } from '../parse-result.ts';
import type { ProblemCode, ProblemFacts } from '../problems.ts';
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
export const TEMPLATE_FIELD = 'keyTemplate';

/** Cuts a template into literal text and variables; every mistake is reported, not only the first. */
export function parsePieces(
  source: string,
  variables: Variables = templateVariables,
): ParseResult<readonly TemplatePiece[]> {
  const bracing = checkBraces(source);
  if (!bracing.ok) return bracing;
  const parsed = [...source.matchAll(/\{([^{}]*)\}|[^{}]+/g)].map(([text, inside]) =>
    inside === undefined ? ok<TemplatePiece>(text) : parsePlaceholder(inside, variables),
  );
  const issues = parsed.flatMap((piece) => (piece.ok ? [] : piece.issues));
  if (issues.length > 0) return { ok: false, issues };
  return ok(parsed.flatMap((piece) => (piece.ok ? [piece.value] : [])));
}

/** One issue of the field `keyTemplate`. */
export function problem<C extends ProblemCode>(code: C, ...facts: ProblemFacts<C>): ParseResult<never> {
  return issue(TEMPLATE_FIELD, code, ...facts);
}

/**
 * There is no escape: a brace in an address has to be encoded anyway, and the doubled braces and `${}` of other
 * tools are far more often a habit than a wish for braces.
 */
function checkBraces(source: string): ParseResult<undefined> {
  if (/\{\{|\}\}/.test(source)) return problem('double-braces');
  const variable = /\$(\{[^{}]*\})/.exec(source)?.[1];
  if (variable !== undefined) return problem('dollar-sign', { variable });
  const rest = source.replace(/\{[^{}]*\}/g, '');
  if (rest.includes('{')) return problem('unclosed-brace', { text: fromBrace(source) });
  return rest.includes('}') ? problem('unopened-brace') : ok(undefined);
}

/** From the first brace that does not close; to quote it. */
function fromBrace(source: string): string {
  return /\{(?![^{}]*\})[^/]*/.exec(source)?.[0] ?? source;
}

function parsePlaceholder(inside: string, variables: Variables): ParseResult<TemplatePiece> {
  const colon = inside.indexOf(':');
  const name = colon === -1 ? inside : inside.slice(0, colon);
  const variable = variables.find((known) => known.name === name);
  if (variable === undefined) return unknownVariable(name, variables);
  const source = `{${inside}}`;
  if (colon === -1) return ok({ variable, argument: undefined, source });
  const argument = parseArgument(variable, inside.slice(colon + 1));
  return argument.ok ? ok({ variable, argument: argument.value, source }) : argument;
}

function unknownVariable(name: string, variables: Variables): ParseResult<never> {
  const known = variables.map((variable) => variable.name);
  const close = nearest(name, known);
  return problem('unknown-variable', { name, known, meant: habitOf(name) ?? (close && `{${close}}`) });
}

function parseArgument(
  { name, argument: rule }: TemplateVariable,
  text: string,
): ParseResult<VariableArgument> {
  if (rule === undefined) return problem('no-argument', { name });
  const { max } = rule;
  const [first, second] = rule.slice ? text.split(/,(?=\d+$)/) : [text];
  if (second === undefined) {
    const length = wholeNumber(first);
    const right = length !== undefined && length >= 1 && length <= max;
    return right ? ok({ start: 0, length }) : problem('argument-range', { name, max, text });
  }
  const start = wholeNumber(first);
  const length = wholeNumber(second);
  if (start === undefined || length === undefined || length < 1 || start + length > max)
    return problem('slice-range', { name, max, text });
  return ok({ start, length });
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}
