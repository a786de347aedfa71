import { type ParseError, parse } from 'jsonc-parser';
import { issue, ok, type ParseResult } from '../parse-result.ts';
import type { WrittenObject } from '../settings/written-object.ts';

/** The settings that a program keeps as a JSON object; a slip of whoever edited it by hand is told by its line. */
export function parseJsonText(text: string): ParseResult<WrittenObject> {
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) {
    const line = text.slice(0, first.offset).split('\n').length;
    return issue('file', 'not-json', { line });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return issue('file', 'no-json-object');
  return ok({ ...value });
}
