import { ImbedError, toImbedError } from '../errors.ts';
import type { ImageReference } from '../markdown/image-reference.ts';
import { targetKind, withoutSuffix } from '../markdown/target.ts';
import type { Note } from '../workspace/workspace.ts';
import type { Problem } from './job.ts';

/** In characters: long enough for any path or address that a person would want to read. */
const MAX_SUBJECT = 200;

/** Tells the line of the reference. @param error whatever was caught */
export function problemOf({ path, text }: Note, { target, range }: ImageReference, error: unknown): Problem {
  const line = text.slice(0, range.start).split('\n').length;
  return { note: path, line, subject: subjectOf(target), error: toImbedError(error) };
}

/** A tag with a `srcset` names more files than the one that jobs look at. */
export function srcsetNotices(note: Note, references: readonly ImageReference[]): readonly Problem[] {
  return references
    .filter(({ srcset }) => srcset !== undefined)
    .map((reference) => problemOf(note, reference, new ImbedError('note/srcset-kept', { name: note.path })));
}

/** A target for people: the query of an address may hold a secret, and a `data:` URL is the whole picture. */
export function subjectOf(target: string): string {
  const kind = targetKind(target);
  const text = kind === 'remote' ? withoutSuffix(target) : target.replace(/^(data:[^,]*,).*/s, '$1…');
  return text.length <= MAX_SUBJECT ? text : `${text.slice(0, MAX_SUBJECT)}…`;
}
