import { isNoteName } from '@imbed/core';
import { type Uri, window } from 'vscode';
import { baseName } from '../file-source.ts';
import { imageAt } from '../images/note-images.ts';

/** An image as a note shows it. */
export interface NoteImage {
  readonly note: Uri;
  /** As the reference has it, see `ImageReference`. */
  readonly target: string;
}

/**
 * The image that a command is about: the one that it is given, else the one in which the cursor is. Menus of the editor
 * give the address of the note, and mean the one of the cursor. `undefined` where there is none.
 */
export function imageMeant(given: NoteImage | Uri | undefined): NoteImage | undefined {
  return given !== undefined && 'target' in given ? given : imageAtCursor();
}

function imageAtCursor(): NoteImage | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined || !isNoteName(baseName(editor.document.uri.path))) return undefined;
  const { document, selection } = editor;
  const found = imageAt(document, document.offsetAt(selection.active));
  return found && { note: document.uri, target: found.target };
}
