import type { TextEdit } from '@imbed/core';
import { commands, Range, type TextDocument, WorkspaceEdit, window, workspace } from 'vscode';
import type { Direction, OpenNote, Step } from './insertions.ts';

/** A document of the editor, whether it can be seen or not. */
export interface EditorNote extends OpenNote {
  readonly document: TextDocument;
}

const notes = new WeakMap<TextDocument, EditorNote>();

/** One and the same note for one document. */
export function noteOf(document: TextDocument): EditorNote {
  const known = notes.get(document) ?? createNote(document);
  notes.set(document, known);
  return known;
}

/** Those that can be written into: the editor shows old versions and outputs as documents, too. */
export function openNotes(): readonly EditorNote[] {
  return workspace.textDocuments.filter(canBeWritten).map(noteOf);
}

const writableSchemes = ['file', 'untitled', 'vscode-notebook-cell'];

export function canBeWritten({ uri: { scheme } }: TextDocument): boolean {
  return writableSchemes.includes(scheme) || workspace.fs.isWritableFileSystem(scheme) === true;
}

/** Opened behind the scenes, for a note whose tab was closed. */
export async function reopen({ document }: EditorNote): Promise<EditorNote | undefined> {
  if (document.isUntitled) return undefined;
  try {
    const again = noteOf(await workspace.openTextDocument(document.uri));
    return { ...again, replace: async (edits) => (await again.replace(edits)) && again.document.save() };
  } catch {
    return undefined;
  }
}

function createNote(document: TextDocument): EditorNote {
  const rangeOf = ({ start, end }: TextEdit) =>
    new Range(document.positionAt(start), document.positionAt(end));

  // The command knows no note but the one in front.
  const isInFront = () => window.activeTextEditor?.document === document;

  async function step(direction: Direction): Promise<Step> {
    if (!isInFront()) return 'elsewhere';
    const before = document.version;
    await commands.executeCommand(direction);
    if (document.version !== before) return 'done';
    return isInFront() ? 'none' : 'elsewhere';
  }

  return {
    document,
    text: () => document.getText(),
    async replace(edits) {
      const editor = window.visibleTextEditors.find((one) => one.document === document);
      if (editor !== undefined)
        return editor.edit((builder) => {
          for (const edit of edits) builder.replace(rangeOf(edit), edit.newText);
        });
      const changes = new WorkspaceEdit();
      for (const edit of edits) changes.replace(document.uri, rangeOf(edit), edit.newText);
      return workspace.applyEdit(changes);
    },
    step,
  };
}
