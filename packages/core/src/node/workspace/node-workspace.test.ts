import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskWorkspaces } from '../../testing/disk-workspace.ts';
import { describeWorkspace, pathInTests as path } from '../../testing/workspace-contract.ts';
import { createNodeWorkspace } from './node-workspace.ts';

const create = diskWorkspaces();
const everything = { maxBytes: 1_000_000 };
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Windows lets only some users make links, and has no modes. */
const hasLinksAndModes = process.platform !== 'win32';

describeWorkspace('node workspace', async (files) => create(files));

describe('a folder that is no workspace', () => {
  it.each([
    ['missing', 'source/not-found'],
    ['a.md/x', 'source/not-found'],
  ])('%s is told', (folder, code) => {
    const { root } = create({ 'a.md': '' });
    expect(() => createNodeWorkspace(join(root, folder))).toThrow(expect.objectContaining({ code }));
  });
});

describe('a note on disk', () => {
  it('leaves nothing beside it when it was written', async () => {
    const { root, workspace } = create({ 'a.md': 'old' });
    await workspace.writeNote(await workspace.readNote(path('a.md')), 'new');
    expect(readdirSync(root)).toEqual(['a.md']);
  });

  it('leaves nothing beside it when it could not be written', async () => {
    const { root, workspace, put } = create({ 'a.md': 'old' });
    const note = await workspace.readNote(path('a.md'));
    put('a.md', 'mine');
    await workspace.writeNote(note, 'new').catch(() => {});
    expect(readdirSync(root)).toEqual(['a.md']);
  });

  it('may have the longest name that there is', async () => {
    const name = `${'图'.repeat(84)}.md`;
    const { workspace } = create({ [name]: 'old' });
    const written = await workspace.writeNote(await workspace.readNote(path(name)), 'new');
    expect(written.text).toBe('new');
  });

  it.runIf(hasLinksAndModes)('keeps its mode', async () => {
    const { root, workspace } = create({ 'a.md': 'old' });
    for (const mode of [0o600, 0o644, 0o664, 0o755, 0o666]) {
      chmodSync(join(root, 'a.md'), mode);
      await workspace.writeNote(await workspace.readNote(path('a.md')), `new ${mode}`);
      expect(statSync(join(root, 'a.md')).mode & 0o7777).toBe(mode);
    }
  });

  it.runIf(process.getuid?.() === 0)('keeps its owner', async () => {
    const { root, workspace } = create({ 'a.md': 'old' });
    const { chownSync } = await import('node:fs');
    chownSync(join(root, 'a.md'), 12_345, 54_321);
    await workspace.writeNote(await workspace.readNote(path('a.md')), 'new');
    expect(statSync(join(root, 'a.md'))).toMatchObject({ uid: 12_345, gid: 54_321 });
  });

  it('that is write-protected stays as it is, and is told', async () => {
    const { root, workspace, bytes } = create({ 'a.md': 'old' });
    chmodSync(join(root, 'a.md'), 0o444);
    const note = await workspace.readNote(path('a.md'));
    expect(note.readOnly).toBe(true);
    await expect(workspace.writeNote(note, 'new')).rejects.toMatchObject({
      code: 'note/read-only',
      facts: { name: 'a.md' },
    });
    expect(bytes('a.md')).toEqual(bytesOf('old'));
    expect(readdirSync(root)).toEqual(['a.md']);
  });
});

/** `ln -s target link`, both in `root`; an absolute target as it is. */
function link(root: string, name: string, target: string): void {
  mkdirSync(join(root, name, '..'), { recursive: true });
  symlinkSync(target, join(root, name));
}

describe.runIf(hasLinksAndModes)('a link inside the tree', () => {
  it('stays a link, and the note is written where it really is', async () => {
    const { root, workspace, bytes } = create({ 'real/a.md': 'old' });
    link(root, 'notes/a.md', '../real/a.md');
    await workspace.writeNote(await workspace.readNote(path('notes/a.md')), 'new');
    expect(readlinkSync(join(root, 'notes/a.md'))).toBe('../real/a.md');
    expect(bytes('real/a.md')).toEqual(bytesOf('new'));
    expect([readdirSync(join(root, 'real')), readdirSync(join(root, 'notes'))]).toEqual([['a.md'], ['a.md']]);
  });

  it('and the note itself are one note to two who write', async () => {
    const { root, workspace } = create({ 'real/a.md': 'old' });
    link(root, 'b.md', 'real/a.md');
    const notes = await Promise.all(['real/a.md', 'b.md'].map((name) => workspace.readNote(path(name))));
    const results = await Promise.allSettled(notes.map((note) => workspace.writeNote(note, note.path)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('to a file is a file, to a folder is not walked through', async () => {
    const { root, workspace } = create({ 'real/a.png': 'abc', 'real/sub/b.png': 'ab' });
    link(root, 'c.png', 'real/a.png');
    link(root, 'real/loop', '.');
    link(root, 'real/sub/up', '../..');
    link(root, 'folder', 'real');
    const found: Record<string, number> = {};
    for await (const file of workspace.files()) found[file.path] = file.size;
    expect(found).toEqual({ 'c.png': 3, 'real/a.png': 3, 'real/sub/b.png': 2 });
  });

  it('that leads nowhere, or to itself, is no file', async () => {
    const { root, workspace } = create({ 'a.md': '' });
    link(root, 'gone.png', 'nowhere.png');
    const found: string[] = [];
    for await (const file of workspace.files()) found.push(file.path);
    expect(found).toEqual(['a.md']);
    expect(await workspace.size(path('gone.png'))).toBeUndefined();
    expect(await workspace.create(path('gone.png'), bytesOf('abc'))).toBe('taken');
    expect(existsSync(join(root, 'nowhere.png'))).toBe(false);
  });

  it('is itself what is moved', async () => {
    const { root, workspace } = create({ 'real/a.png': 'abc' });
    link(root, 'b.png', 'real/a.png');
    expect(await workspace.move(path('b.png'), path('c.png'))).toBe('moved');
    expect(readlinkSync(join(root, 'c.png'))).toBe('real/a.png');
    expect(existsSync(join(root, 'real/a.png'))).toBe(true);
  });
});

describe.runIf(hasLinksAndModes)('a link out of the tree', () => {
  const outside = { code: 'source/outside' };

  function withWayOut() {
    const other = create({ 'a.md': 'theirs', 'a.png': 'theirs' });
    const disk = create({ 'own.md': 'own', 'own.png': 'own' });
    link(disk.root, 'out', other.root);
    link(disk.root, 'a.md', join(other.root, 'a.md'));
    link(disk.root, 'a.png', join(other.root, 'a.png'));
    return { ...disk, other };
  }

  it('is not read through', async () => {
    const { workspace } = withWayOut();
    for (const name of ['a.md', 'out/a.md'])
      await expect(workspace.readNote(path(name))).rejects.toMatchObject(outside);
    for (const name of ['a.png', 'out/a.png']) {
      await expect(workspace.read(path(name), everything)).rejects.toMatchObject(outside);
      await expect(workspace.size(path(name))).rejects.toMatchObject(outside);
    }
    await expect(workspace.names('out')).rejects.toMatchObject(outside);
    await expect(workspace.files('out')[Symbol.asyncIterator]().next()).rejects.toMatchObject(outside);
  });

  it('has no files', async () => {
    const { workspace } = withWayOut();
    const found: string[] = [];
    for await (const file of workspace.files()) found.push(file.path);
    expect(found.sort()).toEqual(['own.md', 'own.png']);
  });

  it('is not written through', async () => {
    const { root, workspace, other } = withWayOut();
    const note = await workspace.readNote(path('own.md'));
    unlinkSync(join(root, 'own.md'));
    link(root, 'own.md', join(other.root, 'a.md'));
    await expect(workspace.writeNote(note, 'new')).rejects.toMatchObject(outside);
    await expect(workspace.create(path('out/b.png'), bytesOf('x'))).rejects.toMatchObject(outside);
    await expect(workspace.create(path('out/sub/b.png'), bytesOf('x'))).rejects.toMatchObject(outside);
    await expect(workspace.move(path('own.png'), path('out/b.png'))).rejects.toMatchObject(outside);
    await expect(workspace.move(path('out/a.png'), path('b.png'))).rejects.toMatchObject(outside);
    expect(readdirSync(other.root).sort()).toEqual(['a.md', 'a.png']);
    expect(other.bytes('a.md')).toEqual(bytesOf('theirs'));
  });

  it('is in the way of a new file like any other', async () => {
    const { root, workspace, other } = withWayOut();
    expect(await workspace.create(path('a.png'), bytesOf('mine'))).toBe('taken');
    expect(lstatSync(join(root, 'a.png')).isSymbolicLink()).toBe(true);
    expect(other.bytes('a.png')).toEqual(bytesOf('theirs'));
  });
});

describe('the machine around a workspace', () => {
  it('knows the files of the workspace by whatever path', () => {
    const { root, workspace } = create({ 'img/图 1.png': 'abc' });
    const { machine } = workspace;
    expect(machine?.inside(join(root, 'img/图 1.png'))).toBe('img/图 1.png');
    expect(machine?.inside(join(root, 'missing.png'))).toBe('missing.png');
    expect(machine?.inside(root)).toBeUndefined();
    expect(machine?.inside(`${root}2/a.png`)).toBeUndefined();
    if (hasLinksAndModes) {
      const other = create();
      link(other.root, 'alias', root);
      expect(machine?.inside(join(other.root, 'alias/img/图 1.png'))).toBe('img/图 1.png');
    }
  });

  it('reads what is outside', async () => {
    const other = create({ 'a.png': 'abc' });
    const { machine } = create({ 'notes/a.md': '' }).workspace;
    const file = join(other.root, 'a.png');
    expect(machine?.absolute(file)).toBe(file);
    expect(await machine?.size(file)).toBe(3);
    expect(await machine?.size(other.root)).toBeUndefined();
    expect(await machine?.read(file, everything)).toEqual(Buffer.from('abc'));
    await expect(machine?.read(join(other.root, 'b.png'), everything)).rejects.toMatchObject({
      code: 'source/not-found',
    });
  });

  it('follows a note out of the tree, and takes no other relative path', () => {
    const { root, workspace } = create({ 'notes/a.md': '' });
    expect(workspace.machine?.absolute('../../b.png', path('notes/a.md'))).toBe(join(root, '../b.png'));
    expect(workspace.machine?.absolute('b.png')).toBeUndefined();
  });

  it.runIf(existsSync('/dev/zero'))('has no files without an end', async () => {
    const { machine } = create().workspace;
    expect(await machine?.size('/dev/zero')).toBeUndefined();
    await expect(machine?.read('/dev/zero', everything)).rejects.toMatchObject({ code: 'source/unreadable' });
  });
});

describe('a folder that cannot be written to', () => {
  it('is told, with the reason, and what is there stays', async () => {
    const { workspace, bytes } = create({ img: 'mine' });
    await expect(workspace.create(path('img/a.png'), bytesOf('x'))).rejects.toMatchObject({
      code: 'local/write-failed',
      facts: { name: 'img/a.png', serviceCode: expect.stringMatching(/^(ENOTDIR|EEXIST|ENOENT)$/) },
    });
    expect(bytes('img')).toEqual(bytesOf('mine'));
  });

  it.runIf(process.platform === 'linux')('is told for notes, too', async () => {
    const workspace = createNodeWorkspace('/proc/self');
    const note = await workspace.readNote(path('comm'));
    await expect(workspace.writeNote(note, 'new')).rejects.toMatchObject({
      code: 'local/write-failed',
      facts: { name: 'comm' },
    });
    expect(await workspace.readNote(path('comm'))).toEqual(note);
  });
});
