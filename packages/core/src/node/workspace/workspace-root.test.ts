import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskWorkspaces } from '../../testing/disk-workspace.ts';
import { findWorkspaceRoot, workspaceRootFor } from './workspace-root.ts';

const create = diskWorkspaces();

/** Makes the folders in a home folder, and tells where the workspace of `start` begins in it. */
function rootOf(start: string, ...folders: readonly string[]) {
  const { root: home } = create();
  for (const folder of [start, ...folders]) mkdirSync(join(home, folder), { recursive: true });
  const { path, marked } = findWorkspaceRoot(join(home, start), home);
  return { path: path === home ? '~' : path.slice(home.length + 1), marked };
}

describe('the root of a workspace', () => {
  it.each(['.imbed', '.obsidian', '.git'])('is where %s is', (marker) => {
    expect(rootOf('notes/a/b', `notes/${marker}`)).toEqual({ path: 'notes', marked: true });
    expect(rootOf('notes', `notes/${marker}`)).toEqual({ path: 'notes', marked: true });
  });

  it('is the nearest of several', () => {
    expect(rootOf('repo/vault/a', 'repo/.git', 'repo/vault/.obsidian')).toMatchObject({ path: 'repo/vault' });
    expect(rootOf('vault/code/a', 'vault/.obsidian', 'vault/code/.git')).toMatchObject({
      path: 'vault/code',
    });
  });

  it('is the folder itself where nothing says so', () => {
    expect(rootOf('notes/a', 'notes/b/.git', 'notes/node_modules')).toEqual({
      path: 'notes/a',
      marked: false,
    });
  });

  it('is where the .git of a worktree or submodule is, which is a file', () => {
    const { root } = create({ 'notes/.git': 'gitdir: /elsewhere', 'notes/a/b.md': '' });
    expect(findWorkspaceRoot(join(root, 'notes/a'), root)).toEqual({
      path: join(root, 'notes'),
      marked: true,
    });
  });

  it('of a note is that of its folder', () => {
    const { root } = create({ 'a/b.md': '' });
    expect(findWorkspaceRoot(join(root, 'a/b.md'), root)).toEqual({ path: join(root, 'a'), marked: false });
  });

  it.each(['.git', '.imbed'])('is not home for the notes in all its folders because of %s', (marker) => {
    expect(rootOf('notes/a', marker)).toEqual({ path: 'notes/a', marked: false });
  });

  it.each(['.git', '.imbed', '.obsidian'])('is home for the notes directly there, with %s', (marker) => {
    expect(rootOf('.', marker)).toEqual({ path: '~', marked: true });
  });

  it('is home for all that is in it when home is a vault', () => {
    expect(rootOf('notes/a', '.obsidian')).toEqual({ path: '~', marked: true });
  });

  it('is never looked for above home', () => {
    const { root } = create({ '.git/config': '', 'home/notes/a.md': '' });
    const notes = join(root, 'home/notes');
    expect(findWorkspaceRoot(notes, join(root, 'home'))).toEqual({ path: notes, marked: false });
  });

  it('is looked for on other disks, where home is not above', () => {
    const { root } = create({ '.git/config': '', 'notes/a.md': '' });
    expect(findWorkspaceRoot(join(root, 'notes'), '/home/me')).toEqual({ path: root, marked: true });
  });

  it.runIf(process.platform !== 'win32')('is the same by whatever link one comes', () => {
    const { root } = create({ 'real/.git/config': '', 'real/notes/a.md': '' });
    symlinkSync(join(root, 'real'), join(root, 'link'));
    const found = findWorkspaceRoot(join(root, 'link/notes'), join(root, 'nowhere'));
    expect(found).toEqual({ path: join(root, 'real'), marked: true });
  });

  it('of what is not there is looked for above it', () => {
    const { root } = create({ '.git/config': '' });
    const missing = join(root, 'missing/x.md');
    expect(findWorkspaceRoot(missing, join(root, 'home'))).toEqual({ path: root, marked: true });
  });
});

describe('the workspace that people mean', () => {
  /** Seen from the folder `cwd` of a home folder. */
  function meant(cwd: string, paths: readonly string[], files: readonly string[]) {
    const { root: home } = create(Object.fromEntries(files.map((file) => [file, ''])));
    mkdirSync(join(home, cwd), { recursive: true });
    const { path, marked } = workspaceRootFor(paths, join(home, cwd), home);
    return { path: path === home ? '~' : path.slice(home.length + 1), marked };
  }

  const files = ['Notes/Travel/a.md', 'Notes/Blog/b.md', 'Vault/.obsidian/x', 'Vault/c.md', 'd.md'];

  it.each([
    ['Notes', ['Travel'], 'Notes'],
    ['Notes', ['Travel/a.md', 'Blog/b.md'], 'Notes'],
    ['Notes', ['Travel', 'gone/x.md', '**/*.md'], 'Notes'],
    ['Notes', ['.'], 'Notes'],
    ['Notes', [], 'Notes'],
  ])('is the current folder %s, unmarked, where it holds %j', (cwd, paths, path) => {
    expect(meant(cwd, paths, files)).toEqual({ path, marked: false });
  });

  it.each([
    ['Notes/Travel', ['../Blog'], 'Notes/Blog'],
    ['Notes/Travel', ['.', '../Blog'], 'Notes/Travel'],
    ['.', ['Notes/Travel'], 'Notes/Travel'],
    ['.', ['d.md'], '~'],
  ])('seen from %s is that of the first of %j', (cwd, paths, path) => {
    expect(meant(cwd, paths, files)).toEqual({ path, marked: false });
  });

  it('is the marked one wherever people are', () => {
    expect(meant('.', ['Vault/c.md'], files)).toEqual({ path: 'Vault', marked: true });
    expect(meant('Vault', ['../Notes'], files)).toEqual({ path: 'Notes', marked: false });
  });
});
