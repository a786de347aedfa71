import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskWorkspaces } from '../../testing/disk-workspace.ts';
import { describeRecords } from '../../testing/records-contract.ts';
import { pathInTests as path } from '../../testing/workspace-contract.ts';
import { createWorkspaceRecords } from './workspace-records.ts';

const create = diskWorkspaces();
const stateFolder = () => join(create().root, 'state');
const markedRecords = (root: string) => createWorkspaceRecords({ path: root, marked: true }, stateFolder());

describeRecords('records in the workspace', async (files) => {
  const disk = create(files);
  return { ...disk, records: markedRecords(disk.root) };
});

describeRecords("records in the user's state", async (files) => {
  const disk = create(files);
  return { ...disk, records: createWorkspaceRecords({ path: disk.root, marked: false }, stateFolder()) };
});

describe('records in the workspace', () => {
  it('are made with the first of them, and come with what git has to know', async () => {
    const { root } = create();
    const records = markedRecords(root);
    await records.list('undo');
    await records.open('ledger.jsonl').linesWith('');
    expect(readdirSync(root)).toEqual([]);
    await records.open('ledger.jsonl').append('{}');
    expect(readdirSync(root)).toEqual(['.imbed']);
    expect(readdirSync(join(root, '.imbed')).sort()).toEqual([
      '.gitattributes',
      '.gitignore',
      'ledger.jsonl',
    ]);
  });

  it('are made once, whoever is first', async () => {
    const { root } = create();
    const all = Array.from({ length: 8 }, () => markedRecords(root));
    await Promise.all(all.map((records, index) => records.open('ledger.jsonl').append(`${index}`)));
    expect((await markedRecords(root).open('ledger.jsonl').linesWith('')).length).toBe(8);
    expect(readdirSync(root)).toEqual(['.imbed']);
  });

  it('add what git has to know to a folder that people made, and change nothing in it', async () => {
    const { root } = create({ '.imbed/.gitignore': '*\n' });
    await markedRecords(root).open('undo/a.jsonl').append('{}');
    expect(readdirSync(join(root, '.imbed')).sort()).toEqual(['.gitattributes', '.gitignore', 'undo']);
    expect(readFileSync(join(root, '.imbed/.gitignore'), 'utf8')).toBe('*\n');
    expect(readFileSync(join(root, '.imbed/.gitattributes'), 'utf8')).toContain('merge=union');
  });

  it('may be read by those who may read the notes, and others are not', async () => {
    const { root } = create({ 'a.md': '' });
    const state = stateFolder();
    const line = (marked: boolean) =>
      createWorkspaceRecords({ path: root, marked }, state).open('ledger.jsonl').append('{}');
    await line(true);
    await line(false);
    const modeOf = (file: string) => statSync(file).mode & 0o777;
    expect(modeOf(join(root, '.imbed/ledger.jsonl'))).toBe(modeOf(join(root, 'a.md')));
    const own = join(state, 'workspaces', readdirSync(join(state, 'workspaces'))[0] ?? '');
    if (process.platform !== 'win32') expect(modeOf(join(own, 'ledger.jsonl'))).toBe(0o600);
  });

  it('that cannot be made are told', async () => {
    const { root } = create({ '.imbed': 'a file' });
    const appending = markedRecords(root).open('ledger.jsonl').append('{}');
    await expect(appending).rejects.toMatchObject({ code: 'local/write-failed' });
  });

  it('of two machines add up when git merges them, and what is only good on one is not shared', async () => {
    const { root } = create();
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@y.test', '-C', root, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const append = (line: string) => markedRecords(root).open('ledger.jsonl').append(line);
    const commit = (...args: string[]) => git('add', '-A') + git('commit', '-qm', 'x', ...args);
    git('init', '-q', '-b', 'one');
    await append('first');
    await markedRecords(root).open('undo/a.jsonl').append('{}');
    commit();
    git('checkout', '-qb', 'other');
    await append('theirs');
    commit();
    git('checkout', '-q', 'one');
    await append('ours');
    commit();
    git('merge', '-q', 'other');
    const lines = await markedRecords(root).open('ledger.jsonl').linesWith('');
    expect([...lines].sort()).toEqual(['first', 'ours', 'theirs']);
    expect(git('ls-files').trim().split('\n')).toEqual([
      '.imbed/.gitattributes',
      '.imbed/.gitignore',
      '.imbed/ledger.jsonl',
    ]);
  });
});

describe("records in the user's state", () => {
  it('are kept apart for each folder, and leave no trace in it', async () => {
    const [one, other, state] = [create().root, create().root, stateFolder()];
    for (const root of [one, other])
      await createWorkspaceRecords({ path: root, marked: false }, state).open('ledger.jsonl').append(root);
    const again = createWorkspaceRecords({ path: one, marked: false }, state);
    expect(await again.open('ledger.jsonl').linesWith('')).toEqual([one]);
    expect([...readdirSync(one), ...readdirSync(other)]).toEqual([]);
    for (const name of readdirSync(join(state, 'workspaces'))) expect(name).toMatch(/^[0-9a-f]{16}$/);
  });

  const otherDisk = '/dev/shm';
  it.runIf(existsSync(otherDisk))('may be on another disk than the files that are taken away', async () => {
    const state = mkdtempSync(join(otherDisk, 'imbed-state-'));
    try {
      const { root, bytes, put } = create({ 'img/a.png': 'abc' });
      const time = new Date('2024-05-06T07:08:09Z');
      utimesSync(join(root, 'img/a.png'), time, time);
      const records = createWorkspaceRecords({ path: root, marked: false }, state);
      const name = await records.takeAway(path('img/a.png'), 'trash/a.png');
      expect(bytes('img/a.png')).toBeUndefined();
      put('img/a.png', 'mine');
      expect(await records.bringBack(name, path('img/a.png'))).toBe('taken');
      expect(await records.bringBack(name, path('b.png'))).toBe('moved');
      expect(bytes('b.png')).toEqual(new TextEncoder().encode('abc'));
      expect(statSync(join(root, 'b.png')).mtime).toEqual(time);
      expect(await records.list('trash')).toEqual([]);
      expect(readdirSync(root).sort()).toEqual(['b.png', 'img']);
    } finally {
      rmSync(state, { recursive: true });
    }
  });
});

it('what is in the way of records outside is told', async () => {
  const { root } = create({ state: 'a file' });
  const records = createWorkspaceRecords({ path: root, marked: false }, join(root, 'state'));
  await expect(records.open('ledger.jsonl').append('{}')).rejects.toMatchObject({
    code: 'local/write-failed',
  });
  writeFileSync(join(root, 'a.png'), 'abc');
  await expect(records.takeAway(path('a.png'), 'trash/a.png')).rejects.toMatchObject({
    code: 'local/write-failed',
  });
  expect(existsSync(join(root, 'a.png'))).toBe(true);
});
