import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import {
  createNodeWorkspace,
  createWorkspaceRecords,
  findWorkspaceRoot,
  nodeDigests,
  stateFolder,
  type WorkspaceRoot,
} from '@imbed/core/node';
import { Uri, workspace } from 'vscode';
import { createNoteTree, type NotePlace, type NoteTree, placeIn } from '../workspace/note-place.ts';

/**
 * Finds the tree of a note on this disk as the command line does, with the same ledger and the same records; where
 * nothing marks one, it is the folder that is open. `undefined` for what is on no disk.
 */
export function createDiskPlaces(): (uri: Uri) => NotePlace | undefined {
  const trees = new Map<string, NoteTree>();

  function treeAt(root: WorkspaceRoot): NoteTree {
    const known = trees.get(root.path) ?? openTree(root);
    trees.set(root.path, known);
    return known;
  }

  return (uri) => {
    const folder = (workspace.getWorkspaceFolder(uri) ?? workspace.workspaceFolders?.[0])?.uri;
    if (uri.scheme === 'untitled') return isFile(folder) ? treeAt(rootOf(folder.fsPath, folder)) : undefined;
    if (!isFile(uri)) return undefined;
    const tree = treeAt(rootOf(uri.fsPath, workspace.getWorkspaceFolder(uri)?.uri));
    return placeIn(tree, uri);
  };
}

function isFile(uri: Uri | undefined): uri is Uri {
  return uri?.scheme === 'file';
}

function rootOf(path: string, folder: Uri | undefined): WorkspaceRoot {
  const found = findWorkspaceRoot(path, homedir());
  return found.marked || !isFile(folder) ? found : { path: realPath(folder.fsPath), marked: false };
}

function openTree(root: WorkspaceRoot): NoteTree {
  const state = stateFolder({ platform: process.platform, env: process.env, home: homedir });
  return createNoteTree(
    {
      root: root.path,
      marked: root.marked,
      workspace: createNodeWorkspace(root.path),
      records: createWorkspaceRecords(root, state),
      pathOf: (uri) => (isFile(uri) ? pathBelow(root.path, uri.fsPath) : undefined),
      uriOf: (path) => Uri.file(join(root.path, path)),
    },
    nodeDigests,
  );
}

function pathBelow(root: string, path: string): string | undefined {
  const below = relative(root, realPath(path));
  const isOutside = below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
  return isOutside ? undefined : below.split(sep).join('/');
}

/** What is not there has the path that it is given. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
