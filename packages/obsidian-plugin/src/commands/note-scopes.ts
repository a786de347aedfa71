import { isNoteName, type WorkspacePath } from '@imbed/core';
import { type TAbstractFile, TFile, TFolder } from 'obsidian';
import { pathOf } from '../uploads/keep-task.ts';

/** A note is below itself. */
export function notesBelow(file: TAbstractFile): readonly TFile[] {
  if (file instanceof TFolder) return file.children.flatMap(notesBelow);
  return file instanceof TFile && isNoteName(file.name) ? [file] : [];
}

export async function* pathsOf(notes: readonly TFile[]): AsyncGenerator<WorkspacePath> {
  for (const note of notes) yield pathOf(note);
}
