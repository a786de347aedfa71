import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createPlainBucket } from '../../testing/plain-bucket.ts';
import { resolved } from '../../testing/resolve-in-tests.ts';
import { openClient } from './open-client.ts';

const FILES = 10_000;
const FOLDERS = 100;

it('a folder of 10,000 files goes up, comes down and goes away, in no more requests than there are changes', {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'imbed-many-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const tree = join(folder, 'tree');
  const nameOf = (index: number) => `d${index % FOLDERS}/f${index}`;
  for (let index = 0; index < FOLDERS; index += 1) mkdirSync(join(tree, `d${index}`), { recursive: true });
  for (let index = 0; index < FILES; index += 1) writeFileSync(join(tree, nameOf(index)), `${index}`);

  const { objects, transport, counted } = createPlainBucket();
  const client = openClient({
    store: resolved({
      provider: 'custom',
      endpoint: 'https://store.example',
      bucket: 'many',
      region: 'us-east-1',
      addressing: 'path',
    }),
    credentials: async () => ({ accessKeyId: 'KEY', secretAccessKey: 'SECRET' }),
    transport,
    stateFolder: join(folder, 'state'),
  });
  const sync = async (direction: 'up' | 'down', from = tree) => {
    const { plan, run } = await client.sync({ folder: from, prefix: 'many', direction, deleteOthers: true });
    expect(await run()).toBe(true);
    return [plan.transfers.length, plan.deletions.length, plan.same];
  };

  expect(await sync('up')).toEqual([FILES, 0, 0]);
  expect(counted()).toEqual({ 'bucket GET': 1, PUT: FILES });
  expect(objects.size).toBe(FILES);
  expect(await sync('up')).toEqual([0, 0, FILES]);
  expect(counted()).toEqual({ 'bucket GET': FILES / 1000 });

  rmSync(join(tree, 'd7'), { recursive: true });
  expect(await sync('down')).toEqual([FILES / FOLDERS, 0, FILES - FILES / FOLDERS]);
  expect(counted()).toEqual({ 'bucket GET': FILES / 1000, GET: FILES / FOLDERS });
  expect(readFileSync(join(tree, nameOf(FILES - FOLDERS + 7)), 'utf8')).toBe(`${FILES - FOLDERS + 7}`);

  const rest = join(folder, 'rest');
  mkdirSync(join(rest, 'd0'), { recursive: true });
  writeFileSync(join(rest, nameOf(0)), '0');
  expect(await sync('up', rest)).toEqual([0, FILES - 1, 1]);
  expect(counted()).toEqual({ 'bucket GET': FILES / 1000, 'bucket POST': FILES / 1000 });
  expect([...objects.keys()]).toEqual([`many/${nameOf(0)}`]);
});
