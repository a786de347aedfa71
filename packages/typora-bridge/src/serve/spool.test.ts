import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createFolder } from '../../test/support.ts';
import { createSpool } from './spool.ts';

/** A folder of uploads as a server left it. */
function leave(folder: string, run: string): void {
  mkdirSync(join(folder, run), { recursive: true });
  writeFileSync(join(folder, run, '0'), 'bytes');
}

it('removes what servers left that are dead, and nothing of one that still stores what it took in', () => {
  const folder = createFolder();
  const { pid: dead } = spawnSync(process.execPath, ['-e', '0']);
  const living = `run-${process.ppid}-abc`;
  for (const run of [living, `run-${dead}-abc`, `run-${process.pid}-abc`, 'run-old']) leave(folder, run);
  const spool = createSpool(folder);
  expect(readdirSync(folder).filter((name) => name.endsWith('abc') || name === 'run-old')).toEqual([living]);
  spool.close();
  expect(readdirSync(folder)).toEqual([living]);
});

it('keeps what it receives until it is done with', async () => {
  const folder = createFolder();
  const spool = createSpool(folder);
  const image = await spool.receive(Readable.from([Buffer.from('by'), Buffer.from('tes')]), 'a.png', 100);
  expect([image.name, image.size, String(await image.read())]).toEqual(['a.png', 5, 'bytes']);
  await image.dispose();
  await expect(image.read()).rejects.toMatchObject({ code: 'ENOENT' });
  spool.close();
});

const bytesOf = (count: number) => Readable.from([Buffer.alloc(count, 1)]);

it('goes on when its folder was cleaned away, and says that of a disk that takes nothing', async () => {
  const folder = createFolder();
  const spool = createSpool(folder);
  rmSync(folder, { recursive: true });
  const image = await spool.receive(bytesOf(5), 'a.png', 100);
  expect(await image.read()).toHaveLength(5);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder was');
  await expect(spool.receive(bytesOf(5), 'a.png', 100)).rejects.toMatchObject({ code: 'local/write-failed' });
});

it('knows the size of what is too large without keeping it, and sees no end of what is far too large', async () => {
  const folder = createFolder();
  const spool = createSpool(folder);
  const image = await spool.receive(bytesOf(101), 'a.png', 100);
  expect(image.size).toBe(101);
  await expect(image.read()).rejects.toMatchObject({ code: 'source/too-large' });
  async function* endless() {
    for (;;) yield Buffer.alloc(64 * 1024 * 1024);
  }
  const received = spool.receive(Readable.from(endless()), 'a.png', 100);
  await expect(received).rejects.toMatchObject({ code: 'source/too-large' });
  expect(readdirSync(join(folder, String(readdirSync(folder)[0])))).toEqual(['0']);
});
