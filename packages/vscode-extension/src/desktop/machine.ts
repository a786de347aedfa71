import { homedir } from 'node:os';
import { relative, resolve, sep } from 'node:path';
import {
  accepted,
  createWorkspaceLedger,
  isImbedError,
  parseSettings,
  parseWorkspacePath,
  providers,
} from '@imbed/core';
import {
  createNodeTransport,
  createNodeWorkspace,
  createRandom,
  createWorkspaceRecords,
  defaultConfigPath,
  findWorkspaceRoot,
  nodeCredentials,
  nodeDigests,
  readConfigFile,
  stateFolder,
  type WorkspaceRoot,
} from '@imbed/core/node';
import { type Uri, workspace } from 'vscode';
import type { Configuration, Machine, NotePlace } from '../machine.ts';

const surroundings = { platform: process.platform, env: process.env, home: homedir };

type Tree = Omit<NotePlace, 'path'>;

export function createMachine(): Machine {
  const trees = new Map<string, Tree>();

  function treeAt(root: WorkspaceRoot): Tree {
    const known = trees.get(root.path) ?? openTree(root);
    trees.set(root.path, known);
    return known;
  }

  return {
    sharedConfiguration,
    placeOf(note) {
      const folder = (workspace.getWorkspaceFolder(note) ?? workspace.workspaceFolders?.[0])?.uri;
      if (note.scheme === 'untitled')
        return isFile(folder) ? treeAt(rootOf(folder.fsPath, folder)) : undefined;
      if (!isFile(note)) return undefined;
      const root = rootOf(note.fsPath, workspace.getWorkspaceFolder(note)?.uri);
      const path = parseWorkspacePath(relative(root.path, note.fsPath).split(sep).join('/'));
      return path.ok ? { ...treeAt(root), path: path.value } : undefined;
    },
    createTransport: createNodeTransport,
    digests: nodeDigests,
    random: createRandom(),
  };
}

function isFile(uri: Uri | undefined): uri is Uri {
  return uri?.scheme === 'file';
}

/** As the command line sees it; where nothing marks a workspace, it is the folder that is open here. */
function rootOf(path: string, folder: Uri | undefined): WorkspaceRoot {
  const found = findWorkspaceRoot(path, homedir());
  return found.marked || !isFile(folder) ? found : { path: folder.fsPath, marked: false };
}

function openTree(root: WorkspaceRoot): Tree {
  const records = createWorkspaceRecords(root, stateFolder(surroundings));
  const ledger = createWorkspaceLedger(records.open('ledger.jsonl'));
  return { root: root.path, workspace: createNodeWorkspace(root.path), ledger };
}

async function sharedConfiguration(): Promise<Configuration | undefined> {
  const { env } = process;
  const path = resolve(env['IMBED_CONFIG'] || defaultConfigPath(surroundings));
  const file = await readConfigFile(path).catch((error) => {
    if (isImbedError(error) && error.code === 'config/not-found') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  return {
    settings: accepted(parseSettings(file.value)),
    keysAreHere: false,
    credentialsOf: (_name, { credentials }, { provider }) =>
      nodeCredentials(credentials, providers[provider].credentialVariables, env),
  };
}
