import { isNoteName } from '@imbed/core';
import { l10n, type TextDocument, type TextEditor, type Uri, window } from 'vscode';
import { baseName } from '../file-source.ts';
import { imageAt, markdownLanguages } from '../images/note-images.ts';
import { Advice } from './advice.ts';
import { imageNameAt } from './image-name.ts';

/** An image as a note shows it. */
export interface NoteImage {
  readonly note: Uri;
  /** As the reference has it, see `ImageReference`. */
  readonly target: string;
}

/**
 * The image that a command is about: the one that it is given, else the one in which the cursor is. Menus of the editor
 * give the address of the note, and mean the one of the cursor. `undefined` where there is none.
 * @throws Advice where the cursor is in an image of a text whose images cannot be looked after
 */
export function imageMeant(given: NoteImage | Uri | undefined): NoteImage | undefined {
  return given !== undefined && 'target' in given ? given : imageAtCursor();
}

function imageAtCursor(): NoteImage | undefined {
  const editor = window.activeTextEditor;
  const target = editor && targetAtCursor(editor);
  if (editor === undefined || target === undefined) return undefined;
  const { document } = editor;
  if (isMarkdown(document) && document.isUntitled)
    throw new Advice(l10n.t('Save the note in a folder first, and open that folder.'));
  if (!isMarkdown(document) || !isNoteName(baseName(document.uri.path)))
    throw new Advice(
      l10n.t(
        'The image that is linked here cannot be uploaded or deleted: that is for Markdown files. To insert another one, put the cursor elsewhere.',
      ),
    );
  return { note: document.uri, target };
}

function isMarkdown({ languageId }: TextDocument): boolean {
  return markdownLanguages.includes(languageId);
}

function targetAtCursor({ document, selection: { active } }: TextEditor): string | undefined {
  const offset = document.offsetAt(active);
  if (isMarkdown(document)) return imageAt(document, offset)?.target;
  return imageNameAt(document.getText(), offset);
}
