import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rejectionOf } from '../testing/store-under-test.ts';
import { takeTurn } from './take-turn.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imbed-turn-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const BEAT_MS = 20;
const take = () => takeTurn(path, 'film.mkv', BEAT_MS);
const old = new Date(Date.now() - 3_600_000);
const heldBy = (pid: number) => {
  writeFileSync(path, JSON.stringify({ pid, host: hostname(), id: 'x' }));
  utimesSync(path, old, old);
};

it('is for one at a time, and free again afterwards', async () => {
  const release = await takeTurn(path, 'film.mkv');
  const { code, facts } = await rejectionOf(takeTurn(path, 'film.mkv'));
  expect([code, facts.name]).toEqual(['local/in-use', 'film.mkv']);
  await release();
  expect(readdirSync(folder)).toEqual([]);
  await (await take())();
});

it('is taken from a process that is dead', async () => {
  heldBy(2 ** 30);
  await (await take())();
});

it('is taken from a process that has the number of a dead one, for it gives no sign', async () => {
  heldBy(process.pid);
  await (await take())();
});

it('is left to who gives a sign, whatever the clock says', async () => {
  heldBy(process.pid);
  let minute = 0;
  const beat = setInterval(() => {
    const time = new Date(old.getTime() + 60_000 * ++minute);
    utimesSync(path, time, time);
  }, BEAT_MS);
  expect((await rejectionOf(take())).code).toBe('local/in-use');
  clearInterval(beat);
});
