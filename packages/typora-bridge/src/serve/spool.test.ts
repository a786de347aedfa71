import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
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
