import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Bench, createBench, imbed, startStore, writePicture } from './support.ts';

/** Notes with a picture each, in a folder that nothing marks as a workspace. */
function createNotes(bench: Bench): string {
  const notes = join(bench.folder, 'My notes');
  for (const folder of ['Travel', 'Blog']) {
    mkdirSync(join(notes, folder), { recursive: true });
    writeFileSync(join(notes, folder, 'n.md'), '![](cat.png)\n');
    writePicture(join(notes, folder, 'cat.png'));
  }
  return notes;
}

const before = '![](cat.png)\n';

it('undoes what was done from the same folder, whatever was named', async () => {
  const server = await startStore();
  const bench = createBench(server.endpoint);
  const notes = createNotes(bench);
  const run = (...args: readonly string[]) => imbed(bench, args, { cwd: notes });
  expect(await run('note', 'Travel', 'Blog')).toMatchObject({ code: 0, stderr: '' });
  const read = () => ['Travel', 'Blog'].map((folder) => readFileSync(join(notes, folder, 'n.md'), 'utf8'));
  expect(read().join('')).not.toContain(before);
  expect(await run('undo')).toMatchObject({ code: 0, stderr: '' });
  expect(read()).toEqual([before, before]);
});

it('uploads from the same folder what had to wait', async () => {
  const server = await startStore();
  const bench = createBench('http://127.0.0.1:1', { timeoutSeconds: 1 });
  const notes = createNotes(bench);
  expect(await imbed(bench, ['note', 'Travel'], { cwd: notes })).toMatchObject({ code: 1 });
  useStore(bench, server.endpoint);
  const synced = await imbed(bench, ['sync'], { cwd: notes });
  expect(synced).toMatchObject({ code: 0, stderr: '' });
  expect(synced.stdout).toContain('1 changed; 1 image uploaded; 1 image linked anew.');
});

it('says the command where the folder has nothing, and one above it or in it has', async () => {
  const bench = createBench('http://127.0.0.1:1', { timeoutSeconds: 1 });
  const notes = createNotes(bench);
  const travel = join(notes, 'Travel');
  await imbed(bench, ['note', '.'], { cwd: travel });
  const sync = await imbed(bench, ['sync'], { cwd: notes });
  expect(sync).toMatchObject({ code: 0 });
  expect(sync.stderr).toMatch(/^imbed: .*: imbed sync Travel\n$/);
  rmSync(bench.state, { recursive: true });

  const server = await startStore();
  useStore(bench, server.endpoint);
  await imbed(bench, ['note', '.'], { cwd: travel });
  const undo = await imbed(bench, ['undo'], { cwd: notes });
  expect(undo.code).toBe(1);
  expect(undo.stderr).toMatch(/undo\/nothing.*\nimbed: .*: imbed undo --in Travel\n$/);
  expect(await imbed(bench, ['undo', '--in', 'Travel'], { cwd: notes })).toMatchObject({
    code: 0,
    stderr: '',
  });
  await imbed(bench, ['note', '.'], { cwd: notes });
  expect((await imbed(bench, ['undo'], { cwd: travel })).stderr).toMatch(/: imbed undo --in \.\.\n$/);
});

it('asks for one command for each of two vaults', async () => {
  const server = await startStore();
  const bench = createBench(server.endpoint);
  const notes = createNotes(bench);
  for (const vault of ['Travel', 'Blog']) mkdirSync(join(notes, vault, '.obsidian'));
  const run = await imbed(bench, ['note', 'Travel', 'Blog'], { cwd: notes });
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/^imbed: Blog: .*this path alone.*\[note\/outside\]\n$/);
  expect(await imbed(bench, ['note', 'Blog'], { cwd: notes })).toMatchObject({ code: 0 });
});

function useStore({ config }: Bench, endpoint: string): void {
  const settings = JSON.parse(readFileSync(config, 'utf8'));
  settings.profiles.blog.endpoint = endpoint;
  writeFileSync(config, JSON.stringify(settings));
}
