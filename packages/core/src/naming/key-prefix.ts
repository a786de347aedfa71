import { slug } from './slug.ts';
import { parsePieces } from './template-parser.ts';

/**
 * The folder that every key of a template is in, without its slash: what stands before the first variable that
 * differs from image to image. Empty when there is none, or when the template is no template.
 */
export function keyPrefix(template: string, profile: string): string {
  const pieces = parsePieces(template.normalize('NFC'));
  if (!pieces.ok) return '';
  let fixed = '';
  for (const piece of pieces.value) {
    if (typeof piece === 'string') fixed += piece;
    else if (piece.variable.name === 'profile') fixed += slug(profile) || 'default';
    else break;
  }
  return fixed.slice(0, Math.max(0, fixed.lastIndexOf('/')));
}
