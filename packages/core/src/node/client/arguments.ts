import { type ExpiryClass, expiryClasses } from '../../bucket/lifecycle.ts';
import { ImbedError } from '../../errors.ts';
import { nearest } from '../../nearest.ts';
import { type ConfigIssue, configIssue } from '../../parse-result.ts';
import { isPrintableAscii } from '../../store/object-headers.ts';

/*
 * What JavaScript, or TypeScript that was told to look away, may give to a client. All throw `config/invalid` with the
 * name of the argument.
 */

export function requireText(field: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw invalid(configIssue(field, 'not-text'));
}

/** Each may be absent. */
export function requireTexts<T extends object>(options: T, fields: readonly (keyof T & string)[]): void {
  for (const field of fields) if (options[field] !== undefined) requireText(field, options[field]);
}

/** Each may be absent. */
export function requireBooleans<T extends object>(options: T, fields: readonly (keyof T & string)[]): void {
  for (const field of fields) if (options[field] !== undefined) requireBoolean(field, options[field]);
}

/** What every call takes last, if anything. A signal that is none would end no request, and be told of by none. */
export function requireOptions(options: unknown): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null) throw invalid(configIssue('options', 'not-object'));
  const { signal, ...callbacks } = options as Readonly<Record<string, unknown>>;
  if (signal !== undefined && !isSignal(signal))
    throw invalid(configIssue('signal', 'not-type', { type: 'AbortSignal' }));
  for (const field of ['onProgress', 'onStep'])
    if (callbacks[field] !== undefined && typeof callbacks[field] !== 'function')
      throw invalid(configIssue(field, 'not-type', { type: 'function' }));
}

/** Also one of another realm or library. */
function isSignal(value: unknown): boolean {
  const { aborted, addEventListener } = Object(value);
  return typeof aborted === 'boolean' && typeof addEventListener === 'function';
}

export function notAClient(field: string): ImbedError {
  return invalid(configIssue(field, 'not-type', { type: 'Client' }));
}

/** What goes into a header. */
export function requireHeader(field: string, value: unknown): asserts value is string {
  requireText(field, value);
  if (!isPrintableAscii(value)) throw invalid(configIssue(field, 'header-ascii'));
}

/** For what would be taken for another place when it is empty. */
export function requireWords(field: string, value: unknown): asserts value is string {
  requireText(field, value);
  if (value === '') throw invalid(configIssue(field, 'empty'));
}

export function requireExpiry(value: unknown): asserts value is ExpiryClass {
  requireChoice('expires', value, expiryClasses);
}

/** What is nearly one of them is none: a direction that is taken for the other one deletes on the wrong side. */
export function requireChoice<T extends string>(
  field: string,
  value: unknown,
  known: readonly T[],
): asserts value is T {
  const names: readonly string[] = known;
  if (typeof value === 'string' && names.includes(value)) return;
  const meant = typeof value === 'string' ? nearest(value, known) : undefined;
  throw invalid(configIssue(field, 'unknown-choice', { known, meant }));
}

export function requireBoolean(field: string, value: unknown): asserts value is boolean {
  if (typeof value !== 'boolean') throw invalid(configIssue(field, 'not-boolean'));
}

export function requireTextList(field: string, value: unknown): asserts value is readonly string[] {
  if (!Array.isArray(value)) throw invalid(configIssue(field, 'not-texts'));
  for (const [index, text] of value.entries()) requireText(`${field}.${index}`, text);
}

export function requireWhole(field: string, value: unknown, min: number): asserts value is number {
  if (!Number.isInteger(value)) throw invalid(configIssue(field, 'not-whole'));
  if (Number(value) < min) throw invalid(configIssue(field, 'too-small', { min }));
}

function invalid(issue: ConfigIssue): ImbedError {
  return new ImbedError('config/invalid', { issues: [issue] });
}
