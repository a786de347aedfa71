import { type DigestsPort, RECORDS_FOLDER } from '@imbed/core';
import { Uri, workspace } from 'vscode';
import { createEditorRecords, withRepositoryFiles } from './editor-records.ts';
import { createEditorWorkspace } from './editor-workspace.ts';
import { createFileTree } from './file-tree.ts';
import { createNoteTree, type NotePlace, type NoteTree, placeIn } from './note-place.ts';

/** Any of these at the root of a folder says that all who may show its images are in it. */
const marks = [RECORDS_FOLDER, '.git', '.obsidian'];

/**
 * Finds the tree of a note by the folders that are open, on whatever machine they are. Records are in `.imbed` where
 * that is there, for all who share the folder; else in the editor's own storage, where nobody stumbles over them.
 * @param storage of the extension
 * @returns `undefined` for notes outside of the folders, and in those that cannot be written
 */
export function createEditorPlaces(
  storage: Uri,
  digests: DigestsPort,
): (uri: Uri) => Promise<NotePlace | undefined> {
  const trees = new Map<string, Promise<NoteTree>>();

  function treeAt(root: Uri): Promise<NoteTree> {
    const known = trees.get(root.toString()) ?? openTree(root);
    trees.set(root.toString(), known);
    known.catch(() => trees.delete(root.toString()));
    return known;
  }

  async function openTree(root: Uri): Promise<NoteTree> {
    const { fs } = workspace;
    const files = createFileTree(fs, root);
    const names = ((await files.entries('')) ?? []).map(([name]) => name);
    const isShared = names.includes(RECORDS_FOLDER);
    const home = createFileTree(
      fs,
      isShared
        ? Uri.joinPath(root, RECORDS_FOLDER)
        : Uri.joinPath(storage, 'workspaces', await shortHash(root.toString(), digests)),
    );
    return createNoteTree(
      {
        root: root.toString(),
        marked: marks.some((mark) => names.includes(mark)),
        workspace: createEditorWorkspace(files, digests),
        records: createEditorRecords(files, home, isShared ? withRepositoryFiles(home) : undefined),
        pathOf: (uri) => pathBelow(root, uri),
        uriOf: files.at,
      },
      digests,
    );
  }

  return async (uri) => {
    const isNew = uri.scheme === 'untitled';
    const folder = isNew ? workspace.workspaceFolders?.[0] : workspace.getWorkspaceFolder(uri);
    if (folder === undefined || workspace.fs.isWritableFileSystem(folder.uri.scheme) === false)
      return undefined;
    const tree = await treeAt(folder.uri);
    return isNew ? tree : placeIn(tree, uri);
  };
}

function pathBelow(root: Uri, { scheme, authority, path }: Uri): string | undefined {
  if (scheme !== root.scheme || authority !== root.authority) return undefined;
  const start = root.path.endsWith('/') ? root.path : `${root.path}/`;
  if (path === root.path) return '';
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}

/** 64 bits, in hex. */
async function shortHash(text: string, digests: DigestsPort): Promise<string> {
  const hash = await digests.sha256(new TextEncoder().encode(text));
  return [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
