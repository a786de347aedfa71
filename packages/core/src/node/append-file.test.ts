import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeAppendFile } from '../testing/append-file-contract.ts';
import { folderOfFile } from '../testing/temporary-folder.ts';
import { createAppendFile } from './append-file.ts';

const folder = folderOfFile();

let files = 0;
function newPath(content?: string): string {
  files += 1;
  const path = join(folder, `file-${files}.jsonl`);
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

describeAppendFile('node append file', async (content) => createAppendFile(newPath(content)));
describeAppendFile('durable append file', async (content) =>
  createAppendFile(newPath(content), { durable: true }),
);

describe('the file on disk', () => {
  it('and its folder are for their owner alone', async () => {
    const state = join(folder, 'state', 'imbed');
    const path = join(state, 'ledger.jsonl');
    await createAppendFile(path).append('line');
    const modes = [path, state].map((name) => statSync(name).mode & 0o777);
    // Windows keeps what belongs to a user apart by folders and has no such modes.
    expect(modes).toEqual(process.platform === 'win32' ? [0o666, 0o666] : [0o600, 0o700]);
  });

  it('holds one line for each append, each ended', async () => {
    const path = newPath();
    const file = createAppendFile(path);
    await file.append('one');
    await file.append('two');
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  });

  it('is read anew when another was put in its place', async () => {
    const [path, other] = [newPath('old old old\n'), newPath('new new new\n')];
    const file = createAppendFile(path);
    await file.linesWith('');
    renameSync(other, path);
    expect(await file.linesWith('')).toEqual(['new new new']);
  });

  it('is read anew when it was emptied', async () => {
    const path = newPath('one\ntwo\n');
    const file = createAppendFile(path);
    await file.linesWith('');
    writeFileSync(path, 'x\n');
    expect(await file.linesWith('')).toEqual(['x']);
  });

  it('that is out of reach reads as none: that costs an upload, not the image', async () => {
    expect(await createAppendFile(folder).linesWith('')).toEqual([]);
  });

  it('that cannot be written is named, with the reason', async () => {
    const path = join(newPath('a file, not a folder'), 'ledger.jsonl');
    await expect(createAppendFile(path).append('line')).rejects.toMatchObject({
      code: 'local/write-failed',
      facts: { name: path, serviceCode: expect.stringMatching(/^(ENOTDIR|EEXIST|ENOENT)$/) },
    });
  });
});

describe('several processes at once', () => {
  const modulePath = fileURLToPath(new URL('./append-file.ts', import.meta.url));
  const script = `
    const { createAppendFile } = await import(process.argv[1]);
    const [path, name, count] = process.argv.slice(2);
    const file = createAppendFile(path);
    for (let turn = 0; turn < Number(count); turn += 1) {
      await file.append(JSON.stringify({ name, turn, filler: name.repeat(300) }));
      if (turn === 20) process.stdout.write('under way');
    }
  `;
  const start = (path: string, name: string, count: number) =>
    spawn(process.execPath, ['--input-type=module', '-e', script, modulePath, path, name, String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  it('lose no line and tear none: 8 processes, 500 lines each', async () => {
    const path = newPath();
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const exits = await Promise.all(names.map((name) => once(start(path, name, 500), 'exit')));
    expect(exits.map(([code]) => code)).toEqual(names.map(() => 0));
    const entries = (await createAppendFile(path).linesWith('{')).map((line) => JSON.parse(line));
    expect(entries.length).toBe(4000);
    for (const name of names) {
      const turns = entries.filter((entry) => entry.name === name).map((entry) => entry.turn);
      expect(turns).toEqual(Array.from({ length: 500 }, (_, turn) => turn));
    }
  });

  it('leave every earlier line readable when one is killed', async () => {
    const path = newPath();
    for (let round = 0; round < 5; round += 1) {
      const child = start(path, `victim${round}`, 1_000_000);
      const exited = once(child, 'exit');
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await exited;
      await createAppendFile(path).append(JSON.stringify({ name: 'survivor', turn: round }));
    }
    const lines = await createAppendFile(path).linesWith('{');
    const survivors = lines.filter((line) => line.includes('survivor')).map((line) => JSON.parse(line).turn);
    expect(survivors).toEqual([0, 1, 2, 3, 4]);
    for (let round = 0; round < 5; round += 1) {
      const turns = lines.filter((line) => line.includes(`"victim${round}"`) && line.endsWith('"}'));
      expect(turns.map((line) => JSON.parse(line).turn)).toEqual(turns.map((_, turn) => turn));
      expect(turns.length).toBeGreaterThan(20);
    }
  });
});
