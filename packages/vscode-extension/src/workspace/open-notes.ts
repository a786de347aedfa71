import {
  type DigestsPort,
  ImbedError,
  isImbedError,
  isNoteName,
  type Note,
  noteOf,
  type ReadLimits,
  type Workspace,
  type WorkspacePath,
} from '@imbed/core';
import { Range, type TextDocument, WorkspaceEdit, workspace } from 'vscode';
import { createTurns } from './in-turn.ts';
import { differenceOf } from './text-difference.ts';

export interface OpenNotesInit {
  /** `undefined` when no editor has the note open. */
  documentAt(path: WorkspacePath): TextDocument | undefined;
  readonly digests: DigestsPort;
}

/** While the editor saves by itself, it says of our saving that it did not come to pass. */
const MAX_SAVES = 3;

/**
 * A workspace in which notes that are open are read as they stand in their editor, and changed there: as one step of
 * the history, and without a conflict for who is typing. What was saved before is saved again; what was not stays so.
 */
export function withOpenNotes(inner: Workspace, { documentAt, digests }: OpenNotesInit): Workspace {
  const inTurn = createTurns();

  async function readNote(path: WorkspacePath): Promise<Note> {
    const onDisk = await inner.readNote(path);
    const document = documentAt(path);
    if (document?.isDirty !== true) return onDisk;
    return { ...onDisk, ...(await asNote(path, shownIn(document, onDisk.text), digests)) };
  }

  /** Whoever looks for what still shows an image reads all files as bytes. */
  async function read(path: WorkspacePath, limits: ReadLimits): Promise<Uint8Array> {
    if (!isNoteName(path) || documentAt(path)?.isDirty !== true) return inner.read(path, limits);
    const { text } = await readNote(path);
    return new TextEncoder().encode(text);
  }

  async function change(document: TextDocument, note: Note, text: string): Promise<Note> {
    const { path } = note;
    const wasDirty = document.isDirty;
    const isThere = await readNote(path).then(
      ({ sha256 }) => sha256 === note.sha256,
      (error) => {
        if (isImbedError(error) && error.code === 'source/not-found') return false;
        throw error;
      },
    );
    if (!isThere) throw changed(note);
    // An editor knows one kind of line ending only: with others in it, the file is changed and read anew.
    if (shownIn(document, note.text) !== note.text && !wasDirty) return inner.writeNote(note, text);
    if (note.readOnly) throw new ImbedError('note/read-only', { name: path });
    if (!(await applied(document, note, text))) throw changed(note);
    if (wasDirty) return asNote(path, text, digests);
    return saved(document, note);
  }

  /** The editor may be saving already, which it does by itself: what the file holds is what counts. */
  async function saved(document: TextDocument, { path, sha256 }: Note): Promise<Note> {
    for (let attempt = 1; ; attempt++) {
      const isSaved = await document.save();
      const now = await inner.readNote(path);
      if (isSaved || now.sha256 !== sha256) return now;
      if (attempt === MAX_SAVES) throw new ImbedError('local/write-failed', { name: path });
    }
  }

  return {
    ...inner,
    read,
    readNote,
    writeNote: (note, text) =>
      inTurn(async () => {
        const document = documentAt(note.path);
        return document === undefined ? inner.writeNote(note, text) : change(document, note, text);
      }),
  };
}

/** Refused by the editor when somebody types before the change is there. */
async function applied(document: TextDocument, note: Note, text: string): Promise<boolean> {
  if (shownIn(document, note.text) !== note.text) return false;
  const mark = byteOrderMarkOf(note.text).length;
  const edit = new WorkspaceEdit();
  for (const { start, end, newText } of differenceOf(note.text.slice(mark), text.slice(mark)))
    edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), newText);
  return workspace.applyEdit(edit);
}

function changed({ path }: Note): ImbedError {
  return new ImbedError('note/changed', { name: path });
}

/** The text as it would be saved: editors do not show the byte order mark. */
function shownIn(document: TextDocument, onDisk: string): string {
  return byteOrderMarkOf(onDisk) + document.getText();
}

function byteOrderMarkOf(text: string): string {
  return text.startsWith('\uFEFF') ? '\uFEFF' : '';
}

function asNote(path: WorkspacePath, text: string, digests: DigestsPort): Promise<Note> {
  return noteOf(path, new TextEncoder().encode(text), digests);
}
