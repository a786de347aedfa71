import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS_GBK_NOTE, copyCorpus, filesBelow, referencesThatDoNotResolve } from '@imbed/core/testing';
import { describe, expect, it } from 'vitest';
import {
  type Bench,
  bucket,
  createBench,
  fetched,
  imbed,
  lines,
  startStore,
  writePicture,
} from './support.ts';

/** A workspace in a folder of the bench, marked as one. */
function createVault(bench: Bench, files: Readonly<Record<string, string>> = {}): string {
  const vault = join(bench.folder, 'vault');
  mkdirSync(join(vault, '.obsidian'), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeNote(vault, path, text);
  return vault;
}

function writeNote(vault: string, path: string, text: string): void {
  mkdirSync(join(vault, path, '..'), { recursive: true });
  writeFileSync(join(vault, path), text);
}

function read(vault: string, path: string): string {
  return readFileSync(join(vault, path), 'utf8');
}

function notesOf(vault: string): ReadonlyMap<string, string> {
  const paths = filesBelow(vault).filter((path) => /\.(md|markdown)$/.test(path));
  return new Map(paths.map((path) => [path, readFileSync(join(vault, path), 'latin1')]));
}

describe('imbed note', () => {
  it('uploads the images of a real tree of notes, changes nothing the second time, and undo brings every byte back', async () => {
    const server = await startStore();
    const bench = createBench(server.endpoint);
    const vault = createVault(bench);
    await copyCorpus(vault, {
      bucketUrl: 'https://img.example.com',
      foreignUrl: 'https://elsewhere.example',
    });
    const before = notesOf(vault);
    const reachable = async (url: string) => !url.startsWith(server.endpoint) || (await fetch(url)).ok;
    const dead = await referencesThatDoNotResolve(vault, reachable);

    const first = await imbed(bench, ['note', '.'], { cwd: vault });
    expect(first.code).toBe(1);
    expect(first.stdout).toMatch(/^36 notes read, \d+ changed; \d+ images uploaded; .*\d+ problems\.$/m);
    expect(await referencesThatDoNotResolve(vault, reachable)).toEqual(dead);
    expect(readFileSync(join(vault, CORPUS_GBK_NOTE), 'latin1')).toBe(before.get(CORPUS_GBK_NOTE));
    const after = notesOf(vault);
    expect([...after.values()].join('').split(`${server.endpoint}/${bucket}/`).length).toBeGreaterThan(300);

    const second = await imbed(bench, ['note', '.'], { cwd: vault });
    expect(second.stdout).toMatch(/ 0 changed; /);
    expect(second.stdout).not.toMatch(/uploaded/);
    expect(notesOf(vault)).toEqual(after);

    const undone = await imbed(bench, ['undo'], { cwd: vault });
    expect(undone.code).toBe(0);
    expect(notesOf(vault)).toEqual(before);
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    const server = await startStore();
    const bench = createBench(server.endpoint);
    const vault = createVault(bench, { 'a.md': '![](图.png)\n', '.git/config': '' });
    writePicture(join(vault, '图.png'));
    const run = await imbed(bench, ['note', '--dry-run', 'a.md'], { cwd: vault });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(lines(run.stdout)).toEqual([
      'a.md: upload 图.png',
      '1 note read, 1 would be changed.',
      'Nothing was changed: this was a dry run.',
    ]);
    const json = await imbed(bench, ['note', '--dry-run', '--json', 'a.md'], { cwd: vault });
    expect(JSON.parse(json.stdout)).toMatchObject({
      dryRun: true,
      changed: 1,
      planned: [{ note: 'a.md', kind: 'upload', subject: '图.png' }],
    });
    expect(read(vault, 'a.md')).toBe('![](图.png)\n');
    expect(existsSync(join(vault, '.imbed'))).toBe(false);
  });

  it('tells in the language of the user, one line a problem', async () => {
    const server = await startStore();
    const bench = createBench(server.endpoint);
    const vault = createVault(bench, { '笔记.md': '![](没有.png)\n\n![](也没有.png)\n' });
    const run = await imbed(bench, ['note', '笔记.md'], { cwd: vault, env: { LANG: 'zh_CN.UTF-8' } });
    expect(run.code).toBe(1);
    expect(lines(run.stderr)).toEqual([
      expect.stringMatching(/^imbed: 笔记\.md:1: 没有\.png: .*不存在.* \[source\/not-found\]$/),
      expect.stringMatching(/^imbed: 笔记\.md:3: 也没有\.png: .*不存在.* \[source\/not-found\]$/),
    ]);
    expect(run.stdout).toBe('读取 1 篇笔记，已修改 0 篇；2 个问题。\n');
  });

  it('takes arguments that name nothing as problems, and no argument as a mistake', async () => {
    const server = await startStore();
    const bench = createBench(server.endpoint);
    const vault = createVault(bench, { 'a.md': '' });
    const some = await imbed(bench, ['note', 'nope.md', 'a.md', 'x/**/*.md'], { cwd: vault });
    expect(some.code).toBe(1);
    expect(lines(some.stderr).map((line) => /\[(.*)\]$/.exec(line)?.[1])).toEqual([
      'source/not-found',
      'source/not-found',
    ]);
    expect((await imbed(bench, ['note'], { cwd: vault })).code).toBe(2);
  });

  it('moves local files to the trash once they are in the store, and undo brings them back', async () => {
    const server = await startStore();
    const bench = createBench(server.endpoint);
    const vault = createVault(bench, { 'a.md': '![](a.png) ![](both.png)\n', 'b.md': '![](both.png)\n' });
    const bytes = writePicture(join(vault, 'a.png'));
    writePicture(join(vault, 'both.png'));
    const run = await imbed(bench, ['note', '--delete-local', 'a.md'], { cwd: vault });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(vault, 'a.png'))).toBe(false);
    expect(existsSync(join(vault, 'both.png'))).toBe(true);
    expect((await imbed(bench, ['undo'], { cwd: vault })).code).toBe(0);
    expect(readFileSync(join(vault, 'a.png'))).toEqual(bytes);
    expect(read(vault, 'a.md')).toBe('![](a.png) ![](both.png)\n');
  });
});

describe('imbed sync', () => {
  it('stores later what could not be stored, and finds the notes wherever they were moved to', async () => {
    const server = await startStore();
    const bench = createBench('http://127.0.0.1:9');
    const vault = createVault(bench, { 'in/a.md': '![](assets/a.png)\n', 'b.md': '![](in/assets/a.png)\n' });
    const bytes = writePicture(join(vault, 'in/assets/a.png'));
    const run = await imbed(bench, ['note', '.'], { cwd: vault });
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/waiting for "imbed sync"/);
    expect(read(vault, 'in/a.md')).toBe('![](assets/a.png)\n');

    renameSync(join(vault, 'in/a.md'), join(vault, 'renamed and moved.md'));
    const settings = readFileSync(bench.config, 'utf8').replace('http://127.0.0.1:9', server.endpoint);
    writeFileSync(bench.config, settings);
    const synced = await imbed(bench, ['sync'], { cwd: vault });
    expect(synced).toMatchObject({ code: 0, stderr: '' });
    const [, url = ''] = /\((http.*)\)/.exec(read(vault, 'renamed and moved.md')) ?? [];
    expect((await fetched(url)).bytes).toEqual(bytes);
    expect(read(vault, 'b.md')).toBe(`![](${url})\n`);

    const again = await imbed(bench, ['sync'], { cwd: vault });
    expect(again).toMatchObject({ code: 0, stdout: '0 notes read, 0 changed.\n' });
  });

  it('tells of what is lost each time, until told to forget it', async () => {
    const bench = createBench('http://127.0.0.1:9');
    const vault = createVault(bench, { 'a.md': '![](a.png)\n' });
    writePicture(join(vault, 'a.png'));
    expect((await imbed(bench, ['note', '.'], { cwd: vault })).code).toBe(1);
    for (const name of ['a.md', 'a.png']) rmSync(join(vault, name));
    const told = await imbed(bench, ['sync'], { cwd: vault });
    expect(told.code).toBe(1);
    expect(told.stderr).toMatch(/^imbed: a\.png: .*--forget-lost.* \[sync\/bytes-lost\]\n$/);
    const forgotten = await imbed(bench, ['sync', '--forget-lost'], { cwd: vault });
    expect(forgotten).toMatchObject({ code: 0, stderr: '' });
    expect(forgotten.stdout).toBe('0 notes read, 0 changed; 1 image given up.\n');
    expect((await imbed(bench, ['sync'], { cwd: vault })).code).toBe(0);
  });
});

describe('imbed undo', () => {
  it('refuses notes that changed since, and puts back the others', async () => {
    const server = await startStore();
    const bench = createBench(server.endpoint);
    const vault = createVault(bench, { 'a.md': '![](a.png)\n', 'b.md': '![](a.png)\n' });
    writePicture(join(vault, 'a.png'));
    await imbed(bench, ['note', '.'], { cwd: vault });
    const edited = `${read(vault, 'a.md')}more\n`;
    writeFileSync(join(vault, 'a.md'), edited);
    const undone = await imbed(bench, ['undo'], { cwd: vault });
    expect(undone.code).toBe(1);
    expect(undone.stderr).toMatch(/^imbed: a\.md: .*\[undo\/changed\]$/m);
    expect(read(vault, 'a.md')).toBe(edited);
    expect(read(vault, 'b.md')).toBe('![](a.png)\n');
    expect(readdirSync(join(vault, '.imbed/undo')).length).toBe(1);
  });

  it('says when there is nothing to undo', async () => {
    const server = await startStore();
    const bench = createBench(server.endpoint);
    const run = await imbed(bench, ['undo'], { cwd: createVault(bench) });
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/\[undo\/nothing\]/);
  });
});
