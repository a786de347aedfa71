import { ok, type ParseResult } from '../parse-result.ts';
import { type ObjectKey, parseObjectKey } from './object-key.ts';
import {
  type Placeholder,
  parsePieces,
  problem,
  TEMPLATE_FIELD,
  type TemplatePiece,
} from './template-parser.ts';
import type { TemplateContext } from './template-variables.ts';

/** By content, so that the same picture has the same address, in folders that stay small. */
export const DEFAULT_KEY_TEMPLATE = 'img/{year}/{month}/{hash:16}.{ext}';

export interface RenderedKey {
  readonly key: ObjectKey;
  /**
   * The key before time and chance came in, e.g. `img/{year}/{month}/9f86d081884c7d65.png`: two uploads of the
   * same bytes with the same pattern are the same upload, done at another time.
   */
  readonly pattern: string;
}

export interface KeyTemplate {
  readonly source: string;
  /** Issues tell what this image cannot answer, such as the width of a picture without one. */
  render(context: TemplateContext): Promise<ParseResult<RenderedKey>>;
}

/** Issues name the setting `keyTemplate`, the variable, and the nearest one that exists. */
export function parseKeyTemplate(text: string): ParseResult<KeyTemplate> {
  const source = text.normalize('NFC');
  const pieces = parsePieces(source);
  if (!pieces.ok) return pieces;
  const shape = checkShape(source, pieces.value);
  if (!shape.ok) return shape;
  return ok({ source, render: (context) => render(pieces.value, context) });
}

function checkShape(source: string, pieces: readonly TemplatePiece[]): ParseResult<unknown> {
  if (source === '') return problem('empty');
  if (source.startsWith('/')) return problem('leading-slash', { rest: source.replace(/^\/+/, '') });
  if (source.endsWith('/')) return problem('trailing-slash');
  if (source.includes('//')) return problem('empty-segment');
  for (const piece of pieces) {
    if (typeof piece === 'string' || !piece.variable.folders) continue;
    if (!source.split('/').slice(0, -1).includes(piece.source))
      return problem('folder-variable', { variable: piece.source });
  }
  // Values cannot break a key, so one letter for each of them shows what the text between them does.
  return keyOf(pieces.map((piece) => (typeof piece === 'string' ? piece : 'x')).join(''));
}

/** What is wrong with a key is wrong with its template. */
function keyOf(text: string): ParseResult<ObjectKey> {
  const parsed = parseObjectKey(text);
  return parsed.ok
    ? parsed
    : { ok: false, issues: parsed.issues.map((found) => ({ ...found, field: TEMPLATE_FIELD })) };
}

async function render(
  pieces: readonly TemplatePiece[],
  context: TemplateContext,
): Promise<ParseResult<RenderedKey>> {
  let key = '';
  let pattern = '';
  for (const piece of pieces) {
    const value = typeof piece === 'string' ? piece : await piece.variable.fill(context, piece.argument);
    if (value === undefined) return problem('not-for-image', { variable: sourceOf(piece) });
    key += value;
    pattern += typeof piece !== 'string' && piece.variable.volatile ? piece.source : value;
  }
  const parsed = keyOf(withoutEmptyFolders(key));
  if (!parsed.ok) return parsed;
  return ok({ key: parsed.value, pattern: withoutEmptyFolders(pattern) });
}

function sourceOf(piece: string | Placeholder): string {
  return typeof piece === 'string' ? piece : piece.source;
}

/** A note in no folder leaves nothing between two slashes, or in front of the first. */
function withoutEmptyFolders(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/^\//, '');
}
