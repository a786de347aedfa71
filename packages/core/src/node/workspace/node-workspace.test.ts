import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { describeWorkspace } from '../../testing/workspace-contract.ts';
import { createNodeWorkspace } from './node-workspace.ts';

const home = mkdtempSync(join(tmpdir(), 'imbed-workspace-'));
afterAll(() => rmSync(home, { recursive: true }));

describeWorkspace('node workspace', async (files) => {
  const root = mkdtempSync(join(home, 'root-'));
  const put = (path: string, content: string | Uint8Array | undefined) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (content === undefined) rmSync(join(root, path));
    else writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries(files)) put(path, content);
  return {
    workspace: createNodeWorkspace(root),
    put,
    bytes(path) {
      try {
        return Uint8Array.from(readFileSync(join(root, path)));
      } catch {
        return undefined;
      }
    },
  };
});
