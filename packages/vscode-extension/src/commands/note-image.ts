import { findImages, type ImageReference, isNoteName } from '@imbed/core';
import { type Uri, window } from 'vscode';
import { baseName } from '../file-source.ts';

/** An image as a note shows it. */
export interface NoteImage {
  readonly note: Uri;
  /** As the reference has it, see `ImageReference`. */
  readonly target: string;
}

/** The image in which the cursor is; `undefined` where it is in none. */
export function imageAtCursor(): NoteImage | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined || !isNoteName(baseName(editor.document.uri.path))) return undefined;
  const { document, selection } = editor;
  const at = document.offsetAt(selection.active);
  const found = findImages(document.getText()).find((reference) => isAt(reference, at));
  return found && { note: document.uri, target: found.target };
}

function isAt({ range, uses = [] }: ImageReference, offset: number): boolean {
  return [range, ...uses].some(({ start, end }) => start <= offset && offset < end);
}
