import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createFolder } from '../../test/support.ts';
import { createInstances } from './instance.ts';

/** Something that answers heartbeats with `answer`. */
async function startAnswering(answer: string): Promise<string> {
  const server = createServer((_request, response) => response.end(answer));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const alive = JSON.stringify({ success: true, result: 'alive', instance: 'one' });

it('the second is told where the first is', async () => {
  const instances = createInstances(createFolder());
  const url = await startAnswering(alive);
  await instances.claim('one', async () => ({ url }));
  const start = vi.fn();
  await expect(instances.claim('two', start)).rejects.toMatchObject({
    code: 'serve/running',
    facts: { host: url },
  });
  expect(start).not.toHaveBeenCalled();
  expect(await instances.running()).toBe(url);
});

it.each([
  ['a killed one left behind, whose port nobody has', async () => 'http://127.0.0.1:1'],
  [
    'a killed one left behind, whose port PicGo has',
    () => startAnswering('{"success":true,"result":"alive"}'),
  ],
  ['a killed one left behind, whose port another program has', () => startAnswering('<html>')],
])('takes the place that %s', async (_, leave) => {
  const folder = createFolder();
  const instances = createInstances(folder);
  const url = await leave();
  await instances.claim('one', async () => ({ url }));
  await instances.claim('two', async () => ({ url: 'http://127.0.0.1:2' }));
  expect(JSON.parse(readFileSync(join(folder, 'instance.json'), 'utf8'))).toMatchObject({ id: 'two' });
});

it('takes a record that is no record for none', async () => {
  const folder = createFolder();
  writeFileSync(join(folder, 'instance.json'), '{"id":');
  expect(await createInstances(folder).running()).toBeUndefined();
});

it('of two that start at once, one starts', async () => {
  const folder = createFolder();
  const url = await startAnswering(alive);
  const claims = [1, 2].map(() => createInstances(folder).claim('one', async () => ({ url })));
  const results = await Promise.allSettled(claims);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('is gone when it is over, and takes no other with it', async () => {
  const instances = createInstances(createFolder());
  const url = await startAnswering(alive);
  await instances.claim('one', async () => ({ url }));
  instances.release('two');
  expect(await instances.running()).toBe(url);
  instances.release('one');
  expect(await instances.running()).toBeUndefined();
});
