import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createSeededRandom } from '@imbed/core/testing';
import { expect, it } from 'vitest';
import { bucket, createBench, finished, imbed, start, startStore } from './support.ts';

/** Of those that `IMBED_KILLS` asks for, a third is for the command; the library takes the others. */
const kills = Math.ceil(Number(process.env['IMBED_KILLS'] ?? 6) / 3);
const FILE_BYTES = kills < 10 ? 25_000_000 : 200_000_000;

/** Of the same file, before it may end. */
const MAX_KILLS_IN_A_ROW = 3;

it(`imbed put that is killed again and again stores the whole file, and leaves nothing: ${kills} kills`, {
  timeout: Math.max(600_000, kills * 60_000),
}, async () => {
  const server = await startStore({ buckets: [{ name: bucket, owner: 'writer' }] });
  const place = createBench(server.endpoint);
  const bytes = randomBytes(FILE_BYTES);
  writeFileSync(join(place.folder, 'film'), bytes);

  /** True when it was killed, after so many bytes had arrived. */
  async function life(key: string, limit: number): Promise<boolean> {
    const first = server.requests.length;
    const child = start(place, ['put', 'film', '--key', key]);
    const end = finished(child);
    while ((await Promise.race([end, setImmediate('running')])) === 'running') {
      const arrived = server.requests.slice(first).reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
      if (arrived > limit) child.kill('SIGKILL');
    }
    if (child.signalCode === null) expect(await end).toMatchObject({ code: 0, stdout: `${key}\n` });
    return child.signalCode === 'SIGKILL';
  }

  const dice = createSeededRandom(1);
  const random = () => dice() * FILE_BYTES * 0.7;
  let killed = 0;
  for (let file = 0; killed < kills; file += 1) {
    const key = `film-${file}`;
    for (let lives = 0; await life(key, lives < MAX_KILLS_IN_A_ROW ? random() : Infinity); lives += 1)
      killed += 1;
    expect(bytes.equals((await server.storage.readObject(bucket, key))?.bytes ?? Buffer.alloc(0))).toBe(true);
    await server.storage.removeObject(bucket, key);
  }
  expect((await imbed(place, ['uploads', 'list'])).stdout).toBe('');
  expect(readdirSync(join(place.state, 'transfers', 'uploads'))).toEqual([]);
});
