import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createWebDigests } from '@imbed/core';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { describeAppendFile } from '../../core/src/testing/append-file-contract.ts';
import type { FileContent } from '../../core/src/testing/memory-workspace.ts';
import { describeRecords } from '../../core/src/testing/records-contract.ts';
import { describeWorkspace, pathInTests } from '../../core/src/testing/workspace-contract.ts';
import { createVaultAppendFile } from '../src/adapters/vault-append-file.ts';
import { createVaultRecords } from '../src/adapters/vault-records.ts';
import { createVaultWorkspace } from '../src/adapters/vault-workspace.ts';
import { deviceLimits } from '../src/device-limits.ts';
import { createDrafts } from '../src/uploads/drafts.ts';
import { Vault } from './host/vault.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Without what Obsidian knows of links and attachments. */
const bare = {
  willCreate: () => undefined,
  digests: createWebDigests(),
  limits: deviceLimits(false),
  linkedFile: () => null,
  attachmentPath: async (name: string) => name,
};

function createVault(files: Readonly<Record<string, FileContent>>) {
  const root = mkdtempSync(join(tmpdir(), 'imbed-vault-'));
  folders.push(root);
  const onDisk = (path: string, content: FileContent | undefined) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (content === undefined) rmSync(join(root, path));
    else writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries(files)) onDisk(path, content);
  // The host's own vault stands for Obsidian's.
  const vault = new Vault(root) as never;
  const put = (path: string, content: FileContent | undefined) => {
    onDisk(path, content);
    (vault as Vault).refresh();
  };
  const bytes = (path: string) => {
    try {
      return Uint8Array.from(readFileSync(join(root, path)));
    } catch {
      return undefined;
    }
  };
  const workspace = createVaultWorkspace({ ...bare, vault, findOpenNote: () => undefined });
  return { vault, put, bytes, workspace, root };
}

it('a draft is there as a whole or not at all, whenever the app ends', async () => {
  const { vault, workspace } = createVault({});
  const { adapter } = vault as Vault;
  const drafts = createDrafts(workspace, adapter as never);
  const write = vi.spyOn(adapter, 'writeBinary').mockImplementationOnce(async (path, bytes) => {
    await adapter.writeBinary(path, bytes.slice(0, 2));
    throw new Error('no space left');
  });
  await expect(drafts.save('picture', new Uint8Array(4))).rejects.toThrow();
  expect(await drafts.has('picture')).toBe(false);
  await drafts.save('picture', new Uint8Array(4));
  await drafts.save('picture', new Uint8Array(4));
  expect(await drafts.read('picture')).toEqual(new Uint8Array(4));
  expect((await adapter.list('.imbed/uploading')).files).toEqual(['.imbed/uploading/picture']);
  write.mockRestore();
});

describeWorkspace('a vault', async (files) => createVault(files));

describeRecords('records in a vault', async (files) => {
  const vault = createVault(files);
  return { ...vault, records: createVaultRecords((vault.vault as Vault).adapter as never) };
});

describeAppendFile('a file of the records', async (content) => {
  const path = pathInTests('.imbed/ledger.jsonl');
  const { vault } = createVault(content === undefined ? {} : { [path]: content });
  return createVaultAppendFile((vault as Vault).adapter as never, path);
});

describe('records in a vault', () => {
  it.each([
    ['are the first thing', {}],
    ['come after others', { '.imbed/ledger.jsonl': '{}\n' }],
  ])('bring what git has to know when they %s', async (_, files) => {
    const { vault, bytes } = createVault(files);
    const records = createVaultRecords((vault as Vault).adapter as never);
    await records.open('ledger.jsonl').append('{}');
    expect(new TextDecoder().decode(bytes('.imbed/.gitattributes'))).toContain('merge=union');
    expect(new TextDecoder().decode(bytes('.imbed/.gitignore'))).toContain('undo/');
  });

  it('bring it with the draft of a pasted picture, and leave alone what somebody changed', async () => {
    const { vault, bytes, workspace } = createVault({ '.imbed/.gitignore': '*\n' });
    await createDrafts(workspace, (vault as Vault).adapter as never).save('abc', new Uint8Array(1));
    expect(new TextDecoder().decode(bytes('.imbed/.gitattributes'))).toContain('merge=union');
    expect(new TextDecoder().decode(bytes('.imbed/.gitignore'))).toBe('*\n');
  });
});

describe('a note that is open in a pane', () => {
  const path = pathInTests('a.md');

  function open(text: string) {
    const { vault, bytes, put } = createVault({ 'a.md': text });
    let shown = text;
    const findOpenNote = () => ({
      text: () => shown,
      replace(next: string) {
        shown = next;
      },
      save: async () => put('a.md', shown),
    });
    const workspace = createVaultWorkspace({ ...bare, vault, findOpenNote });
    return { workspace, bytes, type: (next: string) => (shown = next) };
  }

  it('is read as it is shown', async () => {
    const { workspace, type } = open('old');
    type('typed a moment ago');
    expect((await workspace.readNote(path)).text).toBe('typed a moment ago');
  });

  it('is changed in the pane, and not when somebody typed meanwhile', async () => {
    const { workspace, bytes, type } = open('old');
    const note = await workspace.readNote(path);
    await workspace.writeNote(note, 'new');
    expect(new TextDecoder().decode(bytes('a.md'))).toBe('new');
    type('mine');
    await expect(workspace.writeNote(await note, 'newer')).rejects.toMatchObject({ code: 'note/changed' });
  });
});
