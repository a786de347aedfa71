import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createWebDigests, type Workspace } from '@imbed/core';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { describeAppendFile } from '../../core/src/testing/append-file-contract.ts';
import type { FileContent } from '../../core/src/testing/memory-workspace.ts';
import { describeRecords } from '../../core/src/testing/records-contract.ts';
import { describeWorkspace, pathInTests } from '../../core/src/testing/workspace-contract.ts';
import { createEditorAppendFile } from '../src/workspace/editor-append-file.ts';
import { createEditorPlaces } from '../src/workspace/editor-places.ts';
import { createEditorRecords, withRepositoryFiles } from '../src/workspace/editor-records.ts';
import { createEditorWorkspace } from '../src/workspace/editor-workspace.ts';
import { createFileTree } from '../src/workspace/file-tree.ts';
import { withOpenNotes } from '../src/workspace/open-notes.ts';
import { workspace as editor, openNote, type TextDocument, Uri } from './vscode-stub.ts';

const digests = createWebDigests();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
beforeEach(() => {
  editor.textDocuments = [];
});

function createFolder(files: Readonly<Record<string, FileContent>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'imbed-folder-'));
  folders.push(root);
  const put = (path: string, content: FileContent | undefined) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (content === undefined) rmSync(join(root, path));
    else writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries(files)) put(path, content);
  // The stub's files stand for the editor's.
  const tree = treeAt(root);
  const bytes = (path: string) => {
    try {
      return Uint8Array.from(readFileSync(join(root, path)));
    } catch {
      return undefined;
    }
  };
  return { root, tree, put, bytes, workspace: createEditorWorkspace(tree, digests) };
}

function treeAt(root: string) {
  return createFileTree(editor.fs as never, Uri.file(root) as never);
}

describeWorkspace('a folder of the editor', async (files) => createFolder(files));

describeWorkspace('a folder of the editor whose notes are open', async (files) => {
  const folder = createFolder(files);
  const opened = new Map<string, TextDocument>();
  for (const [path, content] of Object.entries(files))
    if (typeof content === 'string' && path.endsWith('.md'))
      opened.set(path, openNote(join(folder.root, path), 'markdown', content.replace('\uFEFF', '')));
  const documentAt = (path: string) => opened.get(path) as never;
  return { ...folder, workspace: withOpenNotes(folder.workspace, { documentAt, digests }) };
});

describeRecords('records of the editor', async (files) => {
  const folder = createFolder(files);
  return { ...folder, records: createEditorRecords(folder.tree, treeAt(join(folder.root, '.imbed'))) };
});

it('brings what git has to know into records that travel with the notes', async () => {
  const { tree, root, bytes } = createFolder({ '.imbed/ledger.jsonl': '{}\n', '.imbed/.gitignore': '*\n' });
  const home = treeAt(join(root, '.imbed'));
  await createEditorRecords(tree, home, withRepositoryFiles(home)).open('ledger.jsonl').append('{}');
  expect(new TextDecoder().decode(bytes('.imbed/.gitattributes'))).toContain('merge=union');
  expect(new TextDecoder().decode(bytes('.imbed/.gitignore'))).toBe('*\n');
});

describeAppendFile('a file of the records', async (content) => {
  const { tree } = createFolder(content === undefined ? {} : { 'ledger.jsonl': content });
  return createEditorAppendFile(tree, 'ledger.jsonl');
});

describe('a file of the records that two windows have', () => {
  /** Files in memory, each of whose changes takes its time. */
  function windowsOnOneFile() {
    const files = new Map<string, Uint8Array>();
    let writes = 0;
    const tree = {
      stat: async (path: string) =>
        files.has(path) ? { mtime: writes, size: files.get(path)?.byteLength } : undefined,
      async read(path: string) {
        const bytes = files.get(path) ?? new Uint8Array();
        for (let ticks = 0; ticks < 5; ticks++) await Promise.resolve();
        return bytes;
      },
      async write(path: string, bytes: Uint8Array) {
        for (let ticks = 0; ticks < 3; ticks++) await Promise.resolve();
        writes++;
        files.set(path, bytes);
      },
    };
    const open = () => createEditorAppendFile(tree as never, 'ledger.jsonl');
    const lines = () => new TextDecoder().decode(files.get('ledger.jsonl')).split('\n').slice(0, -1);
    return { files, tree, lines, first: open(), second: open() };
  }

  it('loses no line of either, as soon as they have read it again', async () => {
    const { first, second, lines } = windowsOnOneFile();
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    await Promise.all(
      [first, second].flatMap((file, window) => numbers.map((number) => file.append(`${window}-${number}`))),
    );
    for (const file of [first, second]) await file.follow().next();
    const wanted = numbers.flatMap((number) => [`0-${number}`, `1-${number}`]);
    expect(lines().sort()).toEqual(wanted.sort());
  });

  it('has a line as soon as it is written, whatever keeps it from being read again', async () => {
    const { first, tree, lines } = windowsOnOneFile();
    await first.append('old');
    const { read } = tree;
    let reads = 0;
    tree.read = async (path) => {
      if (++reads > 1) throw new Error('away');
      return read(path);
    };
    await first.append('new');
    expect(lines()).toEqual(['old', 'new']);
  });

  it('that was taken away does not come back with what was in it', async () => {
    const { first, second, files, lines } = windowsOnOneFile();
    await first.append('old');
    files.clear();
    expect((await first.follow().next()).lines).toEqual([]);
    expect(files.size).toBe(0);
    await second.append('new');
    await first.follow().next();
    expect(lines()).toEqual(['new']);
  });
});

describe('a note of the editor', () => {
  const path = pathInTests('a.md');

  function open(text: string) {
    const folder = createFolder({ 'a.md': text });
    const document = openNote(join(folder.root, 'a.md'), 'markdown', text.replace('\uFEFF', ''));
    const documentAt = () => document as never;
    const workspace: Workspace = withOpenNotes(folder.workspace, { documentAt, digests });
    const saved = () => readFileSync(join(folder.root, 'a.md'), 'utf8');
    return { ...folder, document, workspace, saved };
  }

  function type(document: TextDocument, text: string) {
    const end = document.getText().length;
    document.change([{ range: { start: end, end }, text }]);
  }

  it('is told to be write-protected where it is, and stays as it is', async () => {
    const { root, workspace } = createFolder({ 'a.md': 'old' });
    chmodSync(join(root, 'a.md'), 0o444);
    expect(await workspace.readNote(path)).toMatchObject({ text: 'old', readOnly: true });
  });

  it('is read as it stands in its editor, saved or not', async () => {
    const { document, workspace, saved } = open('\uFEFFold');
    type(document, ' and new');
    expect((await workspace.readNote(path)).text).toBe('\uFEFFold and new');
    const bytes = await workspace.read(path, { maxBytes: 100 });
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe('\uFEFFold and new');
    expect(saved()).toBe('\uFEFFold');
  });

  it('that was saved is changed in its editor and saved, as one step that undo takes back', async () => {
    const { document, workspace, saved } = open('a\n![x](1.png)\nb\n![y](2.png)');
    const note = await workspace.readNote(path);
    await workspace.writeNote(note, 'a\n![x](https://1)\nb\n![y](https://2)');
    expect([saved(), document.isDirty]).toEqual(['a\n![x](https://1)\nb\n![y](https://2)', false]);
    document.step('undo');
    expect(document.getText()).toBe('a\n![x](1.png)\nb\n![y](2.png)');
  });

  it('that its editor saves by itself meanwhile is written all the same', async () => {
    const { document, workspace, saved } = open('old');
    const save = document.save.bind(document);
    Object.assign(document, { save: async () => (await save()) && false });
    await workspace.writeNote(await workspace.readNote(path), 'new');
    expect(saved()).toBe('new');
  });

  it('that cannot be saved is told', async () => {
    const { document, workspace } = open('old');
    Object.assign(document, { save: async () => false });
    const writing = workspace.writeNote(await workspace.readNote(path), 'new');
    await expect(writing).rejects.toMatchObject({ code: 'local/write-failed' });
  });

  it('that was not saved is changed in its editor, and stays unsaved', async () => {
    const { document, workspace, saved } = open('old');
    type(document, '!');
    const note = await workspace.readNote(path);
    const written = await workspace.writeNote(note, 'new!');
    expect([document.getText(), document.isDirty, saved()]).toEqual(['new!', true, 'old']);
    expect(await workspace.readNote(path)).toEqual(written);
  });

  it('that somebody typed in since it was read is left as it is', async () => {
    const { document, workspace } = open('old');
    const note = await workspace.readNote(path);
    type(document, ' mine');
    await expect(workspace.writeNote(note, 'new')).rejects.toMatchObject({ code: 'note/changed' });
    expect(document.getText()).toBe('old mine');
  });

  it('keeps line endings that its editor cannot show', async () => {
    const { document, workspace, saved } = open('a\r\nb\n');
    Object.assign(document, { getText: () => 'a\nb\n' });
    const note = await workspace.readNote(path);
    await workspace.writeNote(note, 'A\r\nb\n');
    expect(saved()).toBe('A\r\nb\n');
  });
});

describe('the tree of a note that is on no disk', () => {
  const open = (root: string, files: Readonly<Record<string, FileContent>> = {}) => {
    const folder = createFolder(files);
    editor.workspaceFolders = [{ uri: new Uri('memory', folder.root) }];
    const placeOf = createEditorPlaces(Uri.file(root) as never, digests);
    const at = (path: string, scheme = 'memory') =>
      placeOf(new Uri(scheme, join(folder.root, path)) as never);
    return { ...folder, at };
  };

  it('begins at the open folder', async () => {
    const { at, root } = open('/state', { 'posts/a.md': '' });
    const place = await at('posts/a.md');
    expect([place?.path, place?.root, place?.marked]).toEqual(['posts/a.md', `memory://${root}`, false]);
    expect(place?.uriOf('posts/a.md').path).toBe(join(root, 'posts/a.md'));
    expect(await at('posts/a.md', 'elsewhere')).toBeUndefined();
  });

  it('has its records in it where it has some, else with the editor', async () => {
    const state = createFolder().root;
    const shared = open(state, { '.imbed/ledger.jsonl': '' });
    await (await shared.at('a.md'))?.records.open('undo/1.jsonl').append('{}');
    expect(shared.bytes('.imbed/undo/1.jsonl')).toBeDefined();
    const plain = open(state);
    await (await plain.at('a.md'))?.records.open('undo/1.jsonl').append('{}');
    expect(await treeAt(join(state, 'workspaces')).entries('')).toHaveLength(1);
    expect(plain.bytes('.imbed/undo/1.jsonl')).toBeUndefined();
  });

  it('is one object for all who ask', async () => {
    const { at } = open('/state');
    expect((await at('a.md'))?.ledger).toBe((await at('b.md'))?.ledger);
  });

  it('is none in a folder that cannot be written', async () => {
    const folder = createFolder();
    editor.workspaceFolders = [{ uri: new Uri('read-only', folder.root) }];
    const placeOf = createEditorPlaces(Uri.file('/state') as never, digests);
    expect(await placeOf(new Uri('read-only', join(folder.root, 'a.md')) as never)).toBeUndefined();
  });
});
