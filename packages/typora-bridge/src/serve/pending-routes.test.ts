import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { later, type TestServer } from '../../test/serve/in-process.ts';
import { openPage } from '../../test/serve/page.ts';
import { fetched, uniquePng } from '../../test/support.ts';

function pendingFolder({ state }: TestServer): string {
  return join(state, 'serve', 'waiting');
}

it('keeps what could not be stored, shows it, and stores it when it is asked to', async () => {
  const { server, ask, post, upload } = await openPage();
  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  const bytes = uniquePng();
  const { item, error } = (await upload(bytes, '图.png')).lines.at(-1);
  expect(item).toMatchObject({ name: '图.png', sizeBytes: bytes.length, profile: 'blog' });
  expect(error.code).toBe('store/access-denied');
  expect((await ask('/api/pending')).json).toEqual({ items: [{ ...item, error: expect.anything() }] });
  expect((await post('/api/pending/sync')).lines).toMatchObject([
    { id: item.id, status: 'waiting', error: { code: 'store/access-denied' } },
  ]);

  server.store.intercept(() => undefined);
  const { lines } = await post('/api/pending/sync');
  expect(lines).toMatchObject([{ id: item.id, status: 'stored', item: { sizeBytes: bytes.length } }]);
  expect((await fetched(lines[0].item.url)).bytes).toEqual(bytes);
  expect((await ask('/api/pending')).json).toEqual({ items: [] });
  await server.service.waiting.retry();
  expect(readdirSync(pendingFolder(server))).toEqual([]);
});

it('says of what waits for a profile that makes no sense which setting is wrong', async () => {
  const { ask, upload } = await openPage({ profiles: { odd: { bucket: 'No Such_Name' } } });
  await upload(uniquePng(), 'a.png', '&profile=odd');
  expect((await ask('/api/pending')).json.items).toMatchObject([
    { error: { code: 'config/invalid', message: expect.stringMatching(/bucket/) } },
  ]);
});

it('drops what nobody wants uploaded any more, with its copy', async () => {
  const { server, ask, post, upload } = await openPage();
  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  const [one, other] = [
    (await upload(uniquePng())).lines.at(-1).item,
    (await upload(uniquePng(), 'b.png')).lines.at(-1).item,
  ];
  expect((await post('/api/pending/discard', { ids: [one.id, 'unknown'] })).lines).toMatchObject([
    { id: one.id, status: 'deleted' },
    { id: 'unknown', status: 'failed', error: { code: 'serve/unknown-object' } },
  ]);
  expect((await ask('/api/pending')).json.items).toMatchObject([{ id: other.id }]);
  expect(readdirSync(pendingFolder(server))).toEqual(['b.png']);
  server.store.intercept(undefined);
  expect((await post('/api/pending/sync')).lines).toMatchObject([{ id: other.id, status: 'stored' }]);
  expect(await server.service.ledger.objects()).toHaveLength(1);
});

it('keeps one copy of what comes again and again under other names', async () => {
  const { server, post, upload } = await openPage();
  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  const bytes = uniquePng();
  for (const name of ['1.png', '2.png', '3.png']) await upload(bytes, name);
  await post('/api/pending/sync');
  expect(readdirSync(pendingFolder(server))).toHaveLength(1);
  server.store.intercept(undefined);
  expect((await post('/api/pending/sync')).lines).toMatchObject([{ status: 'stored' }]);
  expect(readdirSync(pendingFolder(server))).toEqual([]);
});

it('keeps what waits when the ledger is lost, for then nobody knows that it does', async () => {
  const { server, post, upload } = await openPage();
  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  const bytes = uniquePng();
  await upload(bytes);
  rmSync(join(server.state, 'ledger.jsonl'));
  server.store.intercept(undefined);
  expect((await post('/api/pending/sync')).text).toBe('');
  expect(readdirSync(pendingFolder(server))).toEqual(['a.png']);
});

it('stores what comes again after it was dropped', async () => {
  const { server, post, upload } = await openPage();
  const bytes = uniquePng();
  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  const send = async () => (await upload(bytes)).lines.at(-1).item;
  await post('/api/pending/discard', { ids: [(await send()).id] });
  expect(readdirSync(pendingFolder(server))).toEqual([]);
  const { id } = await send();
  expect((await post('/api/pending/sync')).lines).toMatchObject([{ id, status: 'waiting' }]);
  server.store.intercept(undefined);
  expect((await post('/api/pending/sync')).lines).toMatchObject([{ id, status: 'stored' }]);
});

it('tells of each pending picture when it is stored, and not when all are', async () => {
  const { server, post, upload } = await openPage();
  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  for (const name of ['a.png', 'b.png']) await upload(uniquePng(), name);
  const [held, letGo] = later();
  let puts = 0;
  server.store.intercept(({ method }) => {
    if (method === 'PUT') puts++;
    return method === 'PUT' && puts === 1 ? { kind: 'stall', until: held } : undefined;
  });
  const told: unknown[] = [];
  const [first, firstIsTold] = later();
  const ended = server.service.waiting.retry({
    onResult({ error }) {
      told.push(error);
      firstIsTold();
    },
  });
  await first;
  const answer = post('/api/pending/sync');
  letGo();
  await ended;
  expect(told).toEqual([undefined, undefined]);
  expect((await answer).lines).toMatchObject([{ status: 'stored' }, { status: 'stored' }]);
});
