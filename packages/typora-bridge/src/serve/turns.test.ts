import { expect, it } from 'vitest';
import { later } from '../../test/serve/in-process.ts';
import { openPage } from '../../test/serve/page.ts';
import { uniquePng } from '../../test/support.ts';

const refused = { status: 'failed', error: { code: 'serve/uploaded-since' } };

it('leaves a picture that was stored after somebody wanted it gone', async () => {
  const { post, upload } = await openPage();
  const { item } = (await upload(uniquePng())).lines.at(-1);
  const remove = (askedAgo: number) => post('/api/history/delete', { ids: [item.id], askedAgo });
  expect((await remove(60_000)).lines).toMatchObject([refused]);
  expect((await fetch(item.url)).status).toBe(200);
  expect((await remove(-1)).status).toBe(400);
  expect((await remove(0)).lines).toMatchObject([{ status: 'deleted' }]);
  expect((await fetch(item.url)).status).toBe(404);
});

it('leaves a picture whose link was given out again since, though nothing new was stored', async () => {
  const { server, upload } = await openPage();
  const bytes = uniquePng();
  await upload(bytes);
  const asked = Date.now();
  await upload(bytes);
  const { images, ledger } = server.service;
  const [entry, ...others] = await ledger.objects();
  expect(others).toEqual([]);
  if (entry === undefined) throw new Error('nothing was stored');
  await expect(images.delete(entry, asked)).rejects.toMatchObject({ code: 'serve/uploaded-since' });
  await images.delete(entry, Date.now());
  expect(await ledger.objects()).toEqual([]);
});

it('keeps what was handed in again after somebody wanted it dropped', async () => {
  const { server, post, upload } = await openPage();
  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  const { item } = (await upload(uniquePng())).lines.at(-1);
  const discard = (askedAgo: number) => post('/api/pending/discard', { ids: [item.id], askedAgo });
  expect((await discard(60_000)).lines).toMatchObject([refused]);
  expect(await server.service.ledger.pending()).toHaveLength(1);
  expect((await discard(0)).lines).toMatchObject([{ status: 'deleted' }]);
});

it('stores a picture again that comes while it is being deleted', async () => {
  const { server, post, upload } = await openPage();
  const bytes = uniquePng();
  const { item } = (await upload(bytes)).lines.at(-1);
  const [held, letGo] = later();
  const [begun, begin] = later();
  server.store.intercept(({ method }) => {
    if (method !== 'DELETE') return undefined;
    begin();
    return { kind: 'stall', until: held };
  });
  const removed = post('/api/history/delete', { ids: [item.id] });
  await begun;
  const again = upload(bytes);
  // By then it would have its link, if it did not wait.
  await upload(uniquePng(), 'b.png');
  letGo();
  expect((await removed).lines).toMatchObject([{ status: 'deleted' }]);
  expect((await fetch((await again).lines.at(-1).item.url)).status).toBe(200);
});

it('says of a picture that is just being uploaded that it was, and not that it was dropped', async () => {
  const { server, post, upload } = await openPage();
  server.store.intercept(() => ({ kind: 'respond', status: 403 }));
  const { item } = (await upload(uniquePng())).lines.at(-1);
  const [held, letGo] = later();
  const [begun, begin] = later();
  server.store.intercept(({ method }) => {
    if (method !== 'PUT') return undefined;
    begin();
    return { kind: 'stall', until: held };
  });
  const synced = post('/api/pending/sync');
  await begun;
  const dropped = post('/api/pending/discard', { ids: [item.id] });
  await post('/api/pending/discard', { ids: [] });
  letGo();
  expect((await dropped).lines).toMatchObject([refused]);
  expect((await synced).lines).toMatchObject([{ status: 'stored' }]);
});
