import { beforeAll, expect, it } from 'vitest';
import { clientUnderTest } from '../../testing/client-under-test.ts';
import { rejectionOf } from '../../testing/store-under-test.ts';
import type { CallOptions, Client } from './client.ts';

const scene = clientUnderTest();

beforeAll(async () => {
  await scene.client().put(new Uint8Array(3), { key: 'small' });
});

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

type Call = (client: Client, options: CallOptions) => Promise<unknown>;

it.each<[string, Call]>([
  ['read', (client, options) => client.read('small', options)],
  ['stream', (client, options) => all(client.stream('small', options))],
  ['stat', (client, options) => client.stat('small', options)],
  ['list', (client, options) => all(client.list('', options))],
  ['share', (client, options) => client.share('small', options)],
  ['lifecycle.rules', (client, options) => client.lifecycle.rules(options)],
  ['unfinished.list', (client, options) => all(client.unfinished.list('', options))],
  ['sync', (client, options) => client.sync({ folder: scene.folder, prefix: 'x', ...options })],
])('%s speaks of no upload when it is ended', async (_name, call) => {
  const abort = new AbortController();
  scene.server.intercept(() => {
    abort.abort();
    return undefined;
  });
  const ended = await rejectionOf(call(scene.client(), { signal: abort.signal }));
  expect(ended).toMatchObject({ code: 'cancelled', facts: { outcome: 'not-fetched' } });
});

it('share is ended also while it looks whether anyone may read', async () => {
  const abort = new AbortController();
  let asked = 0;
  scene.server.intercept(() => {
    if (++asked === 2) abort.abort();
    return undefined;
  });
  const ended = await rejectionOf(scene.client().share('small', { signal: abort.signal }));
  expect([asked, ended.code, ended.facts.outcome]).toEqual([2, 'cancelled', 'not-fetched']);
});
