import { findImages } from '../markdown/find-images.ts';
import { targetKind } from '../markdown/target.ts';
import { type NoteHead, planFor } from '../upload/storage-plan.ts';
import { isNoteName } from '../workspace/note-names.ts';
import type { JobHost } from './job.ts';
import type { OwnObjects } from './own-objects.ts';

/**
 * SHA-256 of the objects of ours that a note shows and wants a local copy of as well; of one whose wishes make no
 * sense, of all. None of a file that is no note.
 */
export async function wantedCopies(
  { settings }: JobHost,
  objects: OwnObjects,
  note: NoteHead,
): Promise<readonly string[]> {
  if (!isNoteName(note.path)) return [];
  const plan = planFor(note, settings);
  if (plan.ok && (plan.value === 'off' || plan.value.mode === 'remote')) return [];
  const hashes: string[] = [];
  for (const { target } of findImages(note.text)) {
    const object = targetKind(target) === 'remote' ? await objects.find(target) : undefined;
    for (const { sha256 } of object?.entries ?? []) hashes.push(sha256);
  }
  return hashes;
}
