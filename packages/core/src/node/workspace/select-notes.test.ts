import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskWorkspaces } from '../../testing/disk-workspace.ts';
import { newDraftPath } from './draft-path.ts';
import { type SelectionOptions, selectNotes } from './select-notes.ts';

const create = diskWorkspaces();

/** The notes that `args` mean, in order, and the problems as `code name`. */
async function select(root: string, args: readonly string[], options: Partial<SelectionOptions> = {}) {
  const selection = selectNotes(root, args, { cwd: root, platform: process.platform, ...options });
  const notes: string[] = [];
  for await (const note of selection.notes) notes.push(note);
  return { notes, problems: selection.problems.map(({ code, facts }) => `${code} ${facts.name}`) };
}

async function notesOf(
  files: readonly string[],
  args: readonly string[],
  options?: Partial<SelectionOptions>,
) {
  const { root } = create(Object.fromEntries(files.map((name) => [name, 'x'])));
  return select(root, args, options);
}

const found = (...notes: string[]) => ({ notes, problems: [] });

describe('notes that are named', () => {
  it('are taken as they are, in the order in which they are named', async () => {
    const files = ['b.md', 'a.md', 'posts/图 片.markdown'];
    expect(await notesOf(files, ['posts/图 片.markdown', './b.md', 'posts/../a.md'])).toEqual(
      found('posts/图 片.markdown', 'b.md', 'a.md'),
    );
  });

  it.each(['[2024] a (b).md', 'a*b?.md', '{x,y}.md', '!a.md', '**.md', '中文【1】.md', '-a.md', ' .md'])(
    'may be called %j',
    async (name) => {
      expect(await notesOf([name, 'a.md', '2 a (b).md', 'x.md'], [name])).toEqual(found(name));
    },
  );

  it('may be hidden', async () => {
    expect(await notesOf(['.drafts/.a.md'], ['.drafts/.a.md'])).toEqual(found('.drafts/.a.md'));
  });

  it('may be named from another folder, or with the full path', async () => {
    const { root } = create({ 'posts/a.md': '', 'b.md': '' });
    expect(await select(root, ['a.md', '../b.md'], { cwd: join(root, 'posts') })).toEqual(
      found('posts/a.md', 'b.md'),
    );
    expect(await select(root, [join(root, 'b.md')], { cwd: '/' })).toEqual(found('b.md'));
  });

  it('are what Markdown notes are called, whatever the case', async () => {
    const names = ['a.md', 'b.MD', 'c.markdown', 'd.mdown', 'e.mkd', 'f.mdx', 'g.qmd', 'h.Rmd'];
    const others = ['i.txt', 'j.png', 'md', '.md', 'k.md.bak', 'l.html'];
    expect(await notesOf([...names, ...others], ['.'])).toEqual(found(...names));
  });
});

describe('folders', () => {
  const files = ['b.md', 'a.md', 'z/1.md', 'z/10.md', 'z/2.md', 'c/d/e.md', 'c/f.md', 'c/x.png'];

  it('mean all notes in and below them, sorted', async () => {
    expect(await notesOf(files, ['.'])).toEqual(
      found('a.md', 'b.md', 'c/f.md', 'c/d/e.md', 'z/1.md', 'z/10.md', 'z/2.md'),
    );
    expect(await notesOf(files, ['c/'])).toEqual(found('c/f.md', 'c/d/e.md'));
  });

  it('do not mean what editors hide', async () => {
    const hidden = ['.obsidian/a.md', '.git/a.md', '.imbed/trash/a.md', 'node_modules/a/readme.md', '.a.md'];
    expect(await notesOf([...hidden, 'a.md'], ['.'])).toEqual(found('a.md'));
    expect(await notesOf(hidden, ['.obsidian'])).toEqual(found('.obsidian/a.md'));
  });

  it('may have brackets in their names', async () => {
    expect(await notesOf(['[a]/x.md', 'a/y.md'], ['[a]'])).toEqual(found('[a]/x.md'));
  });

  it('without notes are no problem', async () => {
    expect(await notesOf(['img/a.png'], ['img'])).toEqual(found());
  });
});

describe('patterns', () => {
  const files = [
    'a.md',
    'b.markdown',
    'posts/1.md',
    'posts/2.mdx',
    'posts/old/3.md',
    'posts/x.png',
    '图/图.md',
  ];

  it.each([
    ['*.md', ['a.md']],
    ['*.{md,markdown}', ['a.md', 'b.markdown']],
    ['posts/*', ['posts/1.md', 'posts/2.mdx', 'posts/old/3.md']],
    ['posts/*.md', ['posts/1.md']],
    ['posts/**/*.md', ['posts/1.md', 'posts/old/3.md']],
    ['**/[13].md', ['posts/1.md', 'posts/old/3.md']],
    ['**', ['a.md', 'b.markdown', 'posts/1.md', 'posts/2.mdx', 'posts/old/3.md', '图/图.md']],
    ['./posts/?.md', ['posts/1.md']],
    ['p*/old/*', ['posts/old/3.md']],
    ['po*', ['posts/1.md', 'posts/2.mdx', 'posts/old/3.md']],
    ['图/*.md', ['图/图.md']],
    ['**/图.md', ['图/图.md']],
    ['posts/../*.md', ['a.md']],
  ])('%s', async (pattern, notes) => {
    expect(await notesOf(files, [pattern])).toEqual(found(...notes));
  });

  it('begin where they are typed, or with the full path', async () => {
    const { root } = create({ 'posts/1.md': '', 'a.md': '' });
    const options = { cwd: join(root, 'posts') };
    expect(await select(root, ['*.md'], options)).toEqual(found('posts/1.md'));
    expect(await select(root, ['../*.md'], options)).toEqual(found('a.md'));
    expect(await select(root, [join(root, '**/*.md')], { cwd: '/' })).toEqual(found('a.md', 'posts/1.md'));
  });

  it('may follow folders with brackets in their names', async () => {
    expect(await notesOf(['[a] (b)/1.md', 'a (b)/2.md'], ['[a] (b)/*.md'])).toEqual(found('[a] (b)/1.md'));
  });

  it('are typed with backslashes on Windows', async () => {
    expect(await notesOf(files, ['posts\\**\\*.md'], { platform: 'win32' })).toEqual(
      found('posts/1.md', 'posts/old/3.md'),
    );
  });

  it('pass over the case of letters where the system does', async () => {
    expect(await notesOf(files, ['POST*/*.MD'], { platform: 'darwin' })).toEqual(found('posts/1.md'));
    expect((await notesOf(files, ['POST*/*.MD'], { platform: 'linux' })).notes).toEqual([]);
  });

  it('match names however their accents are composed', async () => {
    const name = 'cafe\u0301/a.md';
    expect(await notesOf([name], ['caf\u00e9*/*.md'])).toEqual(found(name));
  });

  it('look into no folder that they cannot mean', async () => {
    const { root } = create({ 'a.md': '', 'posts/b.md': '' });
    const draft = newDraftPath(join(root, 'posts/b.md'));
    const dead = draft.replace(/-\d+-([0-9a-f]+\.tmp)$/, '-4194305-$1');
    mkdirSync(dead);
    await select(root, ['*.md']);
    expect(existsSync(dead)).toBe(true);
    await select(root, ['*/*.md']);
    expect(existsSync(dead)).toBe(false);
  });
});

it('every note is given once, however often it is meant', async () => {
  const files = ['posts/a.md', 'posts/b.md'];
  const args = ['posts/b.md', 'posts', '**/*.md', './posts/../posts/a.md', 'posts/'];
  expect(await notesOf(files, args)).toEqual(found('posts/b.md', 'posts/a.md'));
});

describe('what means no note', () => {
  it.each([
    ['missing.md', 'source/not-found'],
    ['missing/*.md', 'source/not-found'],
    ['*.markdown', 'source/not-found'],
    ['[z].md', 'source/not-found'],
    ['', 'source/not-found'],
    ['a.png', 'note/not-a-note'],
    ['..', 'note/outside'],
    ['../*', 'note/outside'],
    ['/', 'note/outside'],
    ['a\0b.md', 'source/unreadable'],
  ])('%j is a problem, and the rest goes on', async (arg, code) => {
    const problems = [`${code} ${arg}`];
    expect(await notesOf(['a.md', 'b.md', 'a.png'], [arg, 'a.md'])).toEqual({ notes: ['a.md'], problems });
  });
});

describe.runIf(process.platform !== 'win32')('links', () => {
  it('to notes are the notes, once', async () => {
    const { root } = create({ 'real/a.md': '', 'notes/b.md': '' });
    symlinkSync('../real/a.md', join(root, 'notes/a.md'));
    symlinkSync('b.md', join(root, 'notes/c.md'));
    expect(await select(root, ['notes'])).toEqual(found('real/a.md', 'notes/b.md'));
    expect(await select(root, ['notes/a.md', 'real/a.md'])).toEqual(found('real/a.md'));
  });

  it('to folders are gone through only when they are named', async () => {
    const { root } = create({ 'real/a.md': '', 'notes/b.md': '' });
    symlinkSync('../real', join(root, 'notes/link'));
    symlinkSync('..', join(root, 'notes/up'));
    expect(await select(root, ['notes'])).toEqual(found('notes/b.md'));
    expect(await select(root, ['notes/link'])).toEqual(found('real/a.md'));
  });

  it('out of the tree are followed by nobody', async () => {
    const other = create({ 'a.md': '' });
    const { root } = create({ 'b.md': '' });
    symlinkSync(other.root, join(root, 'out'));
    symlinkSync(join(other.root, 'a.md'), join(root, 'a.md'));
    symlinkSync('nowhere.md', join(root, 'gone.md'));
    expect(await select(root, ['.'])).toEqual(found('b.md'));
    expect(await select(root, ['a.md', 'out', 'gone.md'])).toEqual({
      notes: [],
      problems: ['note/outside a.md', 'note/outside out', 'source/not-found gone.md'],
    });
  });
});

it('a folder that goes away in the middle takes nothing else with it', async () => {
  const { root } = create({ 'a/1.md': '', 'b/2.md': '', 'c/3.md': '' });
  const notes: string[] = [];
  const selection = selectNotes(root, ['.'], { cwd: root, platform: process.platform });
  for await (const note of selection.notes) {
    rmSync(join(root, 'b'), { recursive: true, force: true });
    notes.push(note);
  }
  expect(notes).toEqual(['a/1.md', 'c/3.md']);
  expect(selection.problems).toEqual([]);
});
