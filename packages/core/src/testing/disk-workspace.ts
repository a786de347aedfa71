import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { createNodeWorkspace } from '../node/workspace/node-workspace.ts';
import type { FileContent } from './memory-workspace.ts';
import type { WorkspaceUnderTest } from './workspace-contract.ts';

export interface DiskWorkspace extends WorkspaceUnderTest {
  /** Absolute, with no link in it. */
  readonly root: string;
}

/** Makes folders with files in them, which are gone after the tests of the file that calls this. */
export function diskWorkspaces(): (files?: Readonly<Record<string, FileContent>>) => DiskWorkspace {
  const home = realpathSync.native(mkdtempSync(join(tmpdir(), 'imbed-workspace-')));
  afterAll(() => rmSync(home, { recursive: true }));
  return (files = {}) => {
    const root = mkdtempSync(join(home, 'root-'));
    const put = (path: string, content: FileContent | undefined) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      if (content === undefined) rmSync(join(root, path));
      else writeFileSync(join(root, path), content);
    };
    for (const [path, content] of Object.entries(files)) put(path, content);
    return { root, workspace: createNodeWorkspace(root), put, bytes: (path) => bytesAt(join(root, path)) };
  };
}

function bytesAt(path: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(readFileSync(path));
  } catch {
    return undefined;
  }
}
