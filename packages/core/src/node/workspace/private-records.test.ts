import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskWorkspaces } from '../../testing/disk-workspace.ts';
import { workspacesNear } from './private-records.ts';
import { createWorkspaceRecords } from './workspace-records.ts';

const create = diskWorkspaces();

/** What is near a folder where records are kept of some folders without a mark. */
async function scene(...recorded: readonly string[]) {
  const { root } = create({
    'Notes/Travel/a.md': '',
    'Notes/Blog/b.md': '',
    'Notes/Vault/.imbed/ledger.jsonl': '',
    'Notebook/c.md': '',
  });
  const state = join(create().root, 'state');
  for (const folder of recorded) {
    const records = createWorkspaceRecords({ path: join(root, folder), marked: false }, state);
    await records.open('undo/x.jsonl').append('{}');
  }
  const near = (folder: string) =>
    workspacesNear({ path: join(root, folder), marked: false }, state).map(({ path, marked }) => [
      path.slice(root.length + 1),
      marked,
    ]);
  return { root, near };
}

it('finds the folders above and below that have records, and no others', async () => {
  const { near } = await scene('Notes', 'Notes/Travel', 'Notebook');
  expect(near('Notes/Travel')).toEqual([['Notes', false]]);
  expect(near('Notes')).toEqual([
    ['Notes/Travel', false],
    ['Notes/Vault', true],
  ]);
  expect(near('Notes/Blog')).toEqual([['Notes', false]]);
});

it('passes over folders that are gone', async () => {
  const { root, near } = await scene('Notes/Travel');
  rmSync(join(root, 'Notes/Travel'), { recursive: true });
  expect(near('Notes')).toEqual([['Notes/Vault', true]]);
});
