import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { bucket, createBench, fetched, imbed, lines, startStore } from './support.ts';

async function bench() {
  const server = await startStore({ buckets: [{ name: bucket, owner: 'writer' }] });
  const place = createBench(server.endpoint);
  const requests = (method: string) => server.requests.filter((request) => request.method === method).length;
  return { server, requests, ...place };
}

it.each([5, 9_000_000])('a file of %i bytes is stored before it is shared, and once', async (size) => {
  const place = await bench();
  const bytes = randomBytes(size);
  writeFileSync(join(place.folder, 'a.bin'), bytes);
  const first = await imbed(place, ['share', 'a.bin', '--prefix', 'out']);
  expect([first.code, first.stderr]).toEqual([0, '']);
  expect((await fetched(lines(first.stdout)[0] ?? '')).bytes.equals(bytes)).toBe(true);
  const puts = place.requests('PUT');
  expect((await imbed(place, ['share', 'a.bin', '--prefix', 'out'])).code).toBe(0);
  expect(place.requests('PUT')).toBe(puts);
  writeFileSync(join(place.folder, 'a.bin'), randomBytes(size));
  expect((await imbed(place, ['share', 'a.bin', '--prefix', 'out', '--replace'])).code).toBe(0);
  expect(place.requests('PUT')).toBe(2 * puts);
});

it('a key is shared as it is, also where a file has its name', async () => {
  const place = await bench();
  writeFileSync(join(place.folder, 'a.txt'), 'stored');
  await imbed(place, ['put', 'a.txt']);
  writeFileSync(join(place.folder, 'a.txt'), 'changed');
  const shared = await imbed(place, ['share', 'a.txt', '--stored']);
  expect((await fetched(lines(shared.stdout)[0] ?? '')).bytes.toString()).toBe('stored');
});

it('what cannot be shared is told of beside the links of the others', async () => {
  const place = await bench();
  writeFileSync(join(place.folder, 'a.txt'), 'a');
  const shared = await imbed(place, ['share', 'none', 'a.txt', '--json']);
  expect(shared.code).toBe(1);
  expect(shared.stderr).toContain('[store/no-such-key]');
  expect(JSON.parse(lines(shared.stdout).find((line) => line.startsWith('{')) ?? '')).toMatchObject({
    key: 'a.txt',
  });
});

it('the code of a link is drawn beside it', async () => {
  const place = await bench();
  writeFileSync(join(place.folder, 'a.txt'), 'a');
  const shared = await imbed(place, ['share', 'a.txt', '--qr']);
  expect(lines(shared.stdout)).toHaveLength(1);
  expect(lines(shared.stderr).length).toBeGreaterThan(20);
  expect(stripVTControlCharacters(shared.stderr)).toMatch(/^([█▀▄ ]+\n)+$/);
});
