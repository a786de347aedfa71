import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRgwStore } from '../../testing/rgw-store.ts';
import { rejectionOf, type StoreServer } from '../../testing/store-under-test.ts';
import type { Client } from './client.ts';
import { openClient } from './open-client.ts';

let server: StoreServer;
let folder: string;
beforeAll(async () => {
  server = await openRgwStore();
  folder = mkdtempSync(join(tmpdir(), 'imbed-client-'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const client = (bucket = server.bucket, transport = server.transport): Client =>
  openClient({
    store: server.storeOf(bucket),
    credentials: async () => server.credentials,
    transport,
    stateFolder: join(folder, 'state'),
  });

async function unfinished(prefix: string) {
  const keys: string[] = [];
  for await (const { key } of client().unfinished.list(prefix)) keys.push(key);
  return keys;
}

it.each([0, 1, 8_388_608, 8_388_609, 30_000_000])('a file of %i bytes goes there and back', async (size) => {
  const bytes = randomBytes(size);
  const path = join(folder, `up-${size}`);
  writeFileSync(path, bytes);
  const key = `client/文件 ${size}`;
  expect(await client().put(path, { key })).toMatchObject({ size, verified: 'etag' });
  const into = join(folder, `down-${size}`);
  expect(await client().get(key, { into, verify: true })).toMatchObject({ size, verified: 'etag' });
  expect(readFileSync(into).equals(bytes)).toBe(true);
});

it('an object is not replaced by a larger one that goes in parts', async () => {
  const key = 'client/kept';
  await client().put(new TextEncoder().encode('first'), { key });
  const path = join(folder, 'other');
  writeFileSync(path, randomBytes(9_000_000));
  expect((await rejectionOf(client().put(path, { key, noOverwrite: true }))).code).toBe(
    'store/precondition-failed',
  );
  expect((await rejectionOf(client().put(path, { key, keepOthers: true }))).code).toBe('store/object-exists');
  expect(new TextDecoder().decode(await client().read(key))).toBe('first');
  expect(await unfinished(key)).toEqual([]);
});

it('an upload that was cancelled goes on, and leaves no part', async () => {
  const bytes = randomBytes(60_000_000);
  const path = join(folder, 'film');
  writeFileSync(path, bytes);
  const stop = new AbortController();
  const first = client().put(path, {
    key: 'client/film',
    signal: stop.signal,
    onProgress: (sent) => sent > 40_000_000 && stop.abort(),
  });
  expect((await rejectionOf(first)).code).toBe('cancelled');
  expect(await unfinished('client/film')).toEqual(['client/film']);
  const seen: number[] = [];
  await client().put(path, { key: 'client/film', onProgress: (sent) => seen.push(sent) });
  expect(seen[0]).toBeGreaterThan(0);
  const into = join(folder, 'film-back');
  await client().get('client/film', { into });
  expect(readFileSync(into).equals(bytes)).toBe(true);
  expect(await unfinished('client/')).toEqual([]);
});

it('rules of expiry are added once, beside those that are there', async () => {
  expect(await client().lifecycle.rules()).toEqual([]);
  expect(await client().lifecycle.ensure('7d')).toBe(true);
  expect(await client().lifecycle.ensure('1d')).toBe(true);
  expect(await client().lifecycle.ensure('7d')).toBe(false);
  const rules = (await client().lifecycle.rules()).map(({ prefix, days, enabled }) => [
    prefix,
    days,
    enabled,
  ]);
  expect(rules.sort()).toEqual([
    ['tmp/1d/', 1, true],
    ['tmp/7d/', 7, true],
  ]);
});

it('a link opens for anybody, from a public bucket for good', async () => {
  for (const bucket of [server.bucket, server.publicBucket]) {
    await client(bucket).put(new TextEncoder().encode('hi'), { key: 'share/a b.txt' });
    const { url, expiresAt } = await client(bucket).share('share/a b.txt');
    expect(expiresAt === undefined).toBe(bucket === server.publicBucket);
    expect(await (await fetch(url)).text()).toBe('hi');
  }
});

it('a folder is synchronised up and down, and what differs is all that moves', async () => {
  const tree = join(folder, 'tree');
  mkdirSync(join(tree, '子'), { recursive: true });
  for (let index = 0; index < 30; index += 1) writeFileSync(join(tree, '子', `${index}`), `file ${index}`);
  writeFileSync(join(tree, 'large'), randomBytes(20_000_000));
  const sync = async (into: string, direction: 'up' | 'down', deleteOthers = false) => {
    const { plan, run } = await client().sync({ folder: into, prefix: 'sync', direction, deleteOthers });
    expect(await run()).toBe(true);
    return [plan.transfers.length, plan.deletions.length, plan.same];
  };
  expect(await sync(tree, 'up')).toEqual([31, 0, 0]);
  writeFileSync(join(tree, '子', '7'), 'FILE 7');
  rmSync(join(tree, '子', '8'));
  expect(await sync(tree, 'up', true)).toEqual([1, 1, 29]);
  const copy = join(folder, 'tree-back');
  expect(await sync(copy, 'down')).toEqual([30, 0, 0]);
  expect(readFileSync(join(copy, '子', '7'), 'utf8')).toBe('FILE 7');
  expect(readFileSync(join(copy, 'large')).equals(readFileSync(join(tree, 'large')))).toBe(true);
  expect(await sync(copy, 'up', true)).toEqual([0, 0, 30]);
});
