import {
  createWorkspaceLedger,
  type DigestsPort,
  parseWorkspacePath,
  type Workspace,
  type WorkspaceLedger,
  type WorkspacePath,
  type WorkspaceRecords,
} from '@imbed/core';
import { workspace as editor, type Uri } from 'vscode';
import { withOpenNotes } from './open-notes.ts';

/** A tree of notes and pictures, and what is known of its images. One object for all who ask for the same tree. */
export interface NoteTree {
  /** Tells this tree from others. */
  readonly root: string;
  /** Something says that the tree is one: see `JobHost`. */
  readonly marked: boolean;
  readonly workspace: Workspace;
  readonly records: WorkspaceRecords;
  readonly ledger: WorkspaceLedger;
  /** Where a file or folder is in the tree, empty for its root; `undefined` for what is elsewhere. */
  pathOf(uri: Uri): string | undefined;
  uriOf(path: string): Uri;
}

/** The tree around a note or a folder. */
export interface NotePlace extends NoteTree {
  /** Of the note; absent for one that has no file yet, and for the root. */
  readonly path?: WorkspacePath;
}

type TreeInit = Omit<NoteTree, 'ledger'>;

/** A tree whose notes are changed where they are open. */
export function createNoteTree(init: TreeInit, digests: DigestsPort): NoteTree {
  const documentAt = (path: WorkspacePath) =>
    editor.textDocuments.find(({ uri, isClosed }) => !isClosed && init.pathOf(uri) === path);
  return {
    ...init,
    ledger: createWorkspaceLedger(init.records.open('ledger.jsonl')),
    workspace: withOpenNotes(init.workspace, { documentAt, digests }),
  };
}

export function placeIn(tree: NoteTree, uri: Uri): NotePlace | undefined {
  const path = tree.pathOf(uri);
  if (path === undefined) return undefined;
  const parsed = parseWorkspacePath(path);
  return parsed.ok ? { ...tree, path: parsed.value } : tree;
}
