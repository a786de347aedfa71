import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bucket, createBench, imbed, startStore } from './support.ts';

const friend = { accessKeyId: 'AKIDFRIEND', secretAccessKey: 'friend-secret', name: 'friend' };

/** Two stores with other keys, and a profile for each: `blog` and `backup`. */
async function bench() {
  const from = await startStore();
  const to = await startStore({ users: [friend], buckets: [{ name: 'backup', owner: 'friend' }] });
  const place = createBench(from.endpoint);
  const config = JSON.parse(readFileSync(place.config, 'utf8'));
  config.profiles.backup = {
    ...config.profiles.blog,
    endpoint: to.endpoint,
    bucket: 'backup',
    credentials: { source: 'inline', ...friend, name: undefined },
  };
  writeFileSync(place.config, JSON.stringify(config), { mode: 0o600 });
  const bytesIn = async (server: typeof from, name: string, key: string) =>
    Buffer.from((await server.storage.readObject(name, key))?.bytes ?? []);
  return { from, to, bytesIn, place };
}

it('an object is copied inside its bucket by the store, into a folder under its own name', async () => {
  const { from, bytesIn, place } = await bench();
  writeFileSync(join(place.folder, '图.txt'), 'hello');
  await imbed(place, ['put', '图.txt', '--prefix', 'a']);
  const copied = await imbed(place, ['cp', 'a/图.txt', 'b/']);
  expect([copied.code, copied.stdout, copied.stderr]).toEqual([0, 'b/图.txt\n', '']);
  expect((await bytesIn(from, bucket, 'b/图.txt')).toString()).toBe('hello');
  expect(from.requests.filter(({ method }) => method === 'GET')).toEqual([]);
});

it.each([5, 20_000_000])('an object of %i bytes goes to the store of another profile', async (size) => {
  const { to, bytesIn, place } = await bench();
  const bytes = randomBytes(size);
  writeFileSync(join(place.folder, 'film'), bytes);
  await imbed(place, ['put', 'film']);
  const copied = await imbed(place, ['cp', 'film', 'films/1', '--to', 'backup']);
  expect([copied.code, copied.stdout, copied.stderr]).toEqual([0, 'films/1\n', '']);
  expect((await bytesIn(to, 'backup', 'films/1')).equals(bytes)).toBe(true);
});

it('what is missing is told of, whichever it is', async () => {
  const { to, place } = await bench();
  const none = await imbed(place, ['cp', 'none', 'a', '--to', 'backup']);
  expect([none.code, none.stdout]).toEqual([1, '']);
  expect(none.stderr).toContain('[store/no-such-key]');
  const nowhere = await imbed(place, ['cp', 'none', 'a', '--to', 'nowhere']);
  expect([nowhere.code, nowhere.stdout]).toEqual([1, '']);
  expect(nowhere.stderr).toContain('--to: names no profile');
  expect(to.requests).toEqual([]);
});
